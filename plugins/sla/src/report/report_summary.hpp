#pragma once

#include <string>
#include <vector>

#include "report/report.hpp"

namespace itops::sla {

/// How many subjects stand how.
struct StatusCounts {
  int met = 0;
  int at_risk = 0;
  int breached = 0;
  int no_data = 0;

  void add(SlaStatus status);
  int total() const { return met + at_risk + breached + no_data; }
  /// The worst that occurs; kNoData only when nothing else does.
  SlaStatus worst() const;
};

/// What is said of a report as a whole.
struct ReportSummary {
  /// Of the groups; of the services where there is no group.
  StatusCounts day;
  StatusCounts month;
  bool of_groups = true;
  int services = 0;
  int incidents = 0;                ///< that count
  Duration incident_time{0};        ///< their parts of the day together
  std::optional<Percent> coverage;  ///< of the day of all services
  std::string statement;            ///< of the reported day, one sentence
  std::string month_statement;      ///< of its month, one sentence
  std::vector<std::size_t> worst;   ///< places in Report::services, lowest uptime of the day first
};

/// Services named as the worst ones of a day at most.
inline constexpr std::size_t kWorstServicesMax = 10;

/// Pure. [any]
ReportSummary summaryOf(const Report& report);

/// `average of 12 services`, `worst of 3 services`, `any of 2 services`. [any]
std::string rollUpText(RollUp roll_up, std::size_t members);
}  // namespace itops::sla
