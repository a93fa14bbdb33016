#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/period.hpp"
#include "itops/timestamp.hpp"
#include "period/figures.hpp"

namespace itops::sla {

/// A service or a group with its promise and its figures, each in the time zone of its definition.
struct ReportSubject {
  std::string name;  ///< of a group; of a service its path
  std::string display_name;
  std::string definition;         ///< empty when it has none yet
  std::optional<Percent> target;  ///< of the definition
  Figures day;                    ///< the day that the report is about, which is over
  Figures today;                  ///< the day of the report, so far
  Figures month;                  ///< the month of the reported day, so far or final
};

/// One day of the strip.
struct StripDay {
  std::chrono::year_month_day date;
  std::optional<Percent> uptime;
  SlaStatus status = SlaStatus::kNoData;
};

struct ReportGroup {
  ReportSubject subject;
  RollUp roll_up = RollUp::kAverage;
  std::vector<std::string> members;  ///< paths of today's members
  std::vector<StripDay> last_days;   ///< oldest first; ends with the reported day
};

struct ReportService {
  ReportSubject subject;
  std::vector<std::string> groups;  ///< names; empty: it stands by itself
};

/// An outage that had a part in the reported day.
struct ReportIncident {
  std::string path;
  std::string display_name;
  Timestamp opened_at;
  std::optional<Timestamp> closed_at;
  Duration in_day{0};  ///< the part of it that lies in the reported day
  std::string reason;
  std::string excluded;  ///< why it doesn't count; empty: it does
};

/// A change of figures that were final.
struct ReportCorrection {
  Timestamp made_at;
  std::string kind;  ///< `incident` or `exclusion_window`
  std::string scope;
  Timestamp from;
  Timestamp to;
  std::string author;
  std::string reason;
};

/// Figures of the reported day that are no longer what was published.
struct ReportDifference {
  bool is_group = false;
  std::string name;
  Figures published;
  Figures current;
};

/// The daily report: a value from which JSON, CSV and PDF are made. Its date is the day on which it
/// was made; it is about the day before.
struct Report {
  std::string organisation;
  std::string time_zone;
  std::chrono::year_month_day date;
  Timestamp generated_at;
  int revision = 1;  ///< grows each time the report of this date is made anew
  Period day;
  Period today;
  Period month;
  Timestamp counted_until;  ///< windows up to here are in `today` and `month`
  bool day_is_final = true;
  std::vector<ReportGroup> groups;      ///< by name
  std::vector<ReportService> services;  ///< by path
  std::vector<ReportIncident> incidents;
  std::vector<ReportCorrection> corrections;
  std::vector<ReportDifference> differences;  ///< to the revision before
};

}  // namespace itops::sla
