#include "report/report_json.hpp"

#include "definition/definition.hpp"
#include "json_text.hpp"
#include "period/figures_json.hpp"
#include "report/report_summary.hpp"
#include "report/report_text.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;

json::object memberOf(const StripDay& day);
json::object memberOf(const ReportGroup& group);
json::object memberOf(const ReportService& service);
json::object memberOf(const ReportIncident& incident);
json::object memberOf(const ReportCorrection& correction);
json::object memberOf(const ReportDifference& difference);

template <class Values>
json::array arrayOf(const Values& values) {
  json::array array;
  array.reserve(values.size());
  for (const auto& value : values) array.push_back(memberOf(value));
  return array;
}

json::array textArray(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) array.push_back(json::value(text));
  return array;
}

json::object withBudget(const Figures& figures) {
  json::object object = jsonOf(figures);
  object["budgetAllowedMs"] = figures.budget.allowed.count();
  object["budgetSpentMs"] = figures.budget.spent.count();
  return object;
}

json::object memberOf(const StripDay& day) {
  return {{"date", isoDate(day.date)},
          {"uptimePercent", jsonOf(day.uptime)},
          {"status", slaStatusName(day.status)}};
}

void addSubject(json::object& object, const ReportSubject& subject) {
  object["displayName"] = subject.display_name;
  object["definition"] =
      subject.definition.empty() ? json::value(nullptr) : json::value(subject.definition);
  object["targetPercent"] = jsonOf(subject.target);
  object["day"] = withBudget(subject.day);
  object["today"] = withBudget(subject.today);
  object["month"] = withBudget(subject.month);
}

json::object memberOf(const ReportGroup& group) {
  json::object object{{"name", group.subject.name},
                      {"rollUp", rollUpName(group.roll_up)},
                      {"members", textArray(group.members)}};
  addSubject(object, group.subject);
  object["lastDays"] = arrayOf(group.last_days);
  return object;
}

json::object memberOf(const ReportService& service) {
  json::object object{{"path", service.subject.name}, {"groups", textArray(service.groups)}};
  addSubject(object, service.subject);
  return object;
}

json::object memberOf(const ReportIncident& incident) {
  json::object object{{"path", incident.path},
                      {"displayName", incident.display_name},
                      {"openedAt", formatTimestamp(incident.opened_at)},
                      {"closedAt", jsonOf(incident.closed_at)},
                      {"durationInDayMs", incident.in_day.count()},
                      {"reason", incident.reason},
                      {"excluded", !incident.excluded.empty()}};
  if (!incident.excluded.empty()) object["exclusionReason"] = incident.excluded;
  return object;
}

json::object memberOf(const ReportCorrection& correction) {
  return {{"madeAt", formatTimestamp(correction.made_at)},
          {"kind", correction.kind},
          {"scope", correction.scope},
          {"from", formatTimestamp(correction.from)},
          {"to", formatTimestamp(correction.to)},
          {"author", correction.author},
          {"reason", correction.reason}};
}

json::object timesOf(const Figures& reported) {
  json::object object;
  addTimes(object, reported.times);
  object["uptimePercent"] = jsonOf(reported.uptime);
  object["revision"] = reported.revision;
  return object;
}

json::object memberOf(const ReportDifference& difference) {
  return {{"subject", difference.is_group ? "group" : "service"},
          {difference.is_group ? "group" : "path", difference.name},
          {"published", timesOf(difference.published)},
          {"current", timesOf(difference.current)}};
}

json::object countsOf(const StatusCounts& counts) {
  return {{"total", counts.total()},
          {"met", counts.met},
          {"atRisk", counts.at_risk},
          {"breached", counts.breached},
          {"noData", counts.no_data}};
}

json::array worstOf(const Report& report, const ReportSummary& summary) {
  json::array worst;
  for (const std::size_t place : summary.worst) {
    const ReportSubject& subject = report.services[place].subject;
    worst.push_back(
        json::object{{"path", subject.name}, {"uptimePercent", jsonOf(subject.day.uptime)}});
  }
  return worst;
}

json::object summaryObject(const Report& report) {
  const ReportSummary summary = summaryOf(report);
  return {{"statement", summary.statement},
          {"monthStatement", summary.month_statement},
          {"counted", summary.of_groups ? "groups" : "services"},
          {"day", countsOf(summary.day)},
          {"month", countsOf(summary.month)},
          {"services", summary.services},
          {"coveragePercent", jsonOf(summary.coverage)},
          {"incidents", summary.incidents},
          {"incidentMs", summary.incident_time.count()},
          {"worstServices", worstOf(report, summary)}};
}

}  // namespace

std::string reportJson(const Report& report) {
  return jsonText(json::object{{"date", isoDate(report.date)},
                               {"generatedAt", formatTimestamp(report.generated_at)},
                               {"revision", report.revision},
                               {"organisation", report.organisation},
                               {"timeZone", report.time_zone},
                               {"day", report.day.key},
                               {"dayFinal", report.day_is_final},
                               {"month", report.month.key},
                               {"countedUntil", jsonOf(report.counted_until)},
                               {"summary", summaryObject(report)},
                               {"groups", arrayOf(report.groups)},
                               {"services", arrayOf(report.services)},
                               {"incidents", arrayOf(report.incidents)},
                               {"corrections", arrayOf(report.corrections)},
                               {"changedSinceFirst", arrayOf(report.differences)}});
}

std::string withDifferences(std::string published, std::span<const ReportDifference> differences) {
  published.pop_back();
  return published + ",\"differences\":" + jsonText(arrayOf(differences)) + "}";
}

}  // namespace itops::sla
