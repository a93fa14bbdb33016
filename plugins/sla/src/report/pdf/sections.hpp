#pragma once

#include "arithmetic/period.hpp"
#include "report/pdf/pages.hpp"
#include "report/report.hpp"
#include "report/report_summary.hpp"

namespace itops::sla::pdf {

/// What the sections of a document are drawn from and onto. Borrowed.
struct Drawing {
  const Report& report;
  const ReportSummary& summary;
  const Calendar& calendar;  ///< of the report's time zone
  Pages& pages;

  std::chrono::year_month_day reportedDate() const {
    return std::chrono::sys_days(report.date) - std::chrono::days(1);
  }
};

/// Each draws one section, or nothing where it would have nothing to say.
void drawTitleBlock(const Drawing& drawing);
void drawGroups(const Drawing& drawing);
void drawServicesWithoutGroup(const Drawing& drawing);
void drawStrips(const Drawing& drawing);
void drawWorstServices(const Drawing& drawing);
void drawIncidents(const Drawing& drawing);
void drawCorrections(const Drawing& drawing);
void drawDifferences(const Drawing& drawing);
void drawExplanation(const Drawing& drawing);

/// A sentence where a section has nothing to list.
void drawNothing(Pages& pages, const std::string& sentence);

}  // namespace itops::sla::pdf
