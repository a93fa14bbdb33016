#include "report/report_summary.hpp"

#include <algorithm>

#include "definition/definition.hpp"
#include "report/report_text.hpp"

namespace itops::sla {
namespace {

std::string counted(int count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

/// `2 of 12 groups missed their target, 1 is at risk; 9 met it.`
std::string sentence(const StatusCounts& counts, const char* noun) {
  const int total = counts.total();
  const std::string things = counted(total, noun);
  if (total == 0) return "No service was watched.";
  if (counts.met == total) {
    return total == 1 ? "The only " + std::string(noun) + " met its target."
                      : "All " + things + " met their target.";
  }
  if (counts.no_data == total) return "Nothing is known of " + things + ".";
  std::vector<std::string> parts;
  const auto say = [&](int count, const std::string& one, const std::string& many) {
    if (count == 0) return;
    const std::string of = parts.empty() ? " of " + things : "";
    parts.push_back(std::to_string(count) + of + (count == 1 ? one : many));
  };
  say(counts.breached, " missed its target", " missed their target");
  say(counts.at_risk, " is at risk", " are at risk");
  say(counts.no_data, " has no data", " have no data");
  return joined(parts, ", ") +
         (counts.met > 0 ? "; " + std::to_string(counts.met) + " met it." : ".");
}

std::vector<std::size_t> worstOf(const std::vector<ReportService>& services) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < services.size(); ++i) {
    const auto& uptime = services[i].subject.day.uptime;
    if (uptime && uptime->tenThousandths() < Percent::kWhole) places.push_back(i);
  }
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    return services[a].subject.day.uptime < services[b].subject.day.uptime;
  });
  if (places.size() > kWorstServicesMax) places.resize(kWorstServicesMax);
  return places;
}

void countIncidents(const std::vector<ReportIncident>& incidents, ReportSummary& summary) {
  for (const ReportIncident& incident : incidents) {
    if (!incident.excluded.empty()) continue;
    ++summary.incidents;
    summary.incident_time += incident.in_day;
  }
}

}  // namespace

void StatusCounts::add(SlaStatus status) {
  switch (status) {
    case SlaStatus::kMet:
      ++met;
      break;
    case SlaStatus::kAtRisk:
      ++at_risk;
      break;
    case SlaStatus::kBreached:
      ++breached;
      break;
    case SlaStatus::kNoData:
      ++no_data;
      break;
  }
}

SlaStatus StatusCounts::worst() const {
  if (breached > 0) return SlaStatus::kBreached;
  if (at_risk > 0) return SlaStatus::kAtRisk;
  return met > 0 ? SlaStatus::kMet : SlaStatus::kNoData;
}

ReportSummary summaryOf(const Report& report) {
  ReportSummary summary;
  summary.of_groups = !report.groups.empty();
  const auto count = [&](const ReportSubject& subject) {
    summary.day.add(subject.day.status);
    summary.month.add(subject.month.status);
  };
  for (const ReportGroup& group : report.groups) count(group.subject);
  if (!summary.of_groups) {
    for (const ReportService& service : report.services) count(service.subject);
  }
  summary.services = static_cast<int>(report.services.size());
  ClassTimes all;
  for (const ReportService& service : report.services) all += service.subject.day.times;
  summary.coverage = coveragePercent(all);
  countIncidents(report.incidents, summary);
  const char* noun = summary.of_groups ? "group" : "service";
  summary.statement = sentence(summary.day, noun);
  summary.month_statement = sentence(summary.month, noun);
  summary.worst = worstOf(report.services);
  return summary;
}

std::string rollUpText(RollUp roll_up, std::size_t members) {
  if (members == 0) return "no service";
  if (members == 1) return "one service";
  return std::string(rollUpName(roll_up)) + " of " + std::to_string(members) + " services";
}

}  // namespace itops::sla
