#include "period/overview_json.hpp"

#include "json_text.hpp"
#include "period/figures_json.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;

constexpr const char* kOverviewFigures =
    R"("uptimePercent":{"type":["number","null"]},"coveragePercent":{"type":["number","null"]},)"
    R"("downtimeMinutes":{"type":"number"},)";
constexpr const char* kStatus =
    R"({"type":"string","enum":["met","at_risk","breached","no_data"]})";
constexpr const char* kGroup =
    R"("id":{"type":"string","format":"uuid"},"name":{"type":"string"},)"
    R"("displayName":{"type":"string"},"memberCount":{"type":"integer"},)"
    R"("definition":{"type":["string","null"]},"timeZone":{"type":"string"},"rollUp":{)"
    R"("type":"string","enum":["worst","average","any"]},"targetPercent":{)"
    R"("type":["number","null"]},)";

void addDefinition(json::object& object, const CurrentDefinition& current) {
  const auto& definition = current.definition;
  object["definition"] = definition ? json::value(definition->name) : json::value(nullptr);
  object["targetPercent"] = jsonOf(definition ? std::optional(definition->target) : std::nullopt);
}

void addFigures(json::object& object, const Figures& figures) {
  object["uptimePercent"] = jsonOf(figures.uptime);
  object["coveragePercent"] = jsonOf(figures.coverage);
  object["downtimeMinutes"] = minutesOf(figures.times.of(TimeClass::kDown));
}

/// The month so far, and the day as an object of its own.
void addCurrent(json::object& object, const CurrentFigures& figures) {
  object["periodKey"] = figures.month.period.key;
  addFigures(object, figures.month);
  object["slaStatus"] = slaStatusName(figures.month.status);
  json::object& today = object["today"].emplace_object();
  today["periodKey"] = figures.day.period.key;
  addFigures(today, figures.day);
}

std::string currentSchema() {
  return R"("periodKey":{"type":"string"},)" + std::string(kOverviewFigures) + R"("slaStatus":)" +
         kStatus + R"(,"today":{"type":"object","properties":{)" + kOverviewFigures +
         R"("periodKey":{"type":"string"}}})";
}

std::string groupObject(const std::string& further = "") {
  return R"({"type":"object","properties":{)" + std::string(kGroup) + currentSchema() + further +
         "}}";
}

}  // namespace

json::object jsonOf(const Overview& overview) {
  return {{"totalServices", overview.services},
          {"servicesWithSla", overview.with_definition},
          {"metCount", overview.met},
          {"atRiskCount", overview.at_risk},
          {"breachedCount", overview.breached},
          {"noDataCount", overview.no_data},
          {"averageUptime", jsonOf(overview.average_uptime)}};
}

json::object jsonOf(const MeasuredGroup& group, const CurrentDefinition& current) {
  const RollUp rule = current.definition ? current.definition->roll_up : RollUp::kAverage;
  json::object object{{"id", group.row.uuid.toString()},
                      {"name", group.row.name},
                      {"displayName", group.row.display_name},
                      {"memberCount", group.row.members},
                      {"rollUp", rollUpName(rule)},
                      {"timeZone", current.time_zone}};
  addDefinition(object, current);
  addCurrent(object, group.figures);
  return object;
}

json::object jsonOf(const MemberRow& member, const CurrentDefinition& current,
                    const CurrentFigures& figures) {
  json::object object{{"id", member.uuid.toString()},
                      {"path", member.path},
                      {"displayName", member.display_name},
                      {"source", member.source},
                      {"origins", json::array(member.origins.begin(), member.origins.end())},
                      {"status", statusName(member.status)},
                      {"statusSince", formatTimestamp(member.status_since)}};
  addDefinition(object, current);
  addCurrent(object, figures);
  return object;
}

std::string overviewSchema() {
  return R"({"type":"object","properties":{"totalServices":{"type":"integer"},)"
         R"("servicesWithSla":{"type":"integer"},"metCount":{"type":"integer"},)"
         R"("atRiskCount":{"type":"integer"},"breachedCount":{"type":"integer"},)"
         R"("noDataCount":{"type":"integer"},"averageUptime":{"type":["number","null"]},)"
         R"("totalGroups":{"type":"integer"},"groups":{"type":"array","items":)" +
         groupObject() + "}}}";
}

std::string groupsSchema() {
  return R"({"type":"object","required":["items","nextCursor"],"properties":{"items":{)"
         R"("type":"array","items":)" +
         groupObject() + R"(},"nextCursor":{"type":["string","null"]}}})";
}

std::string groupSchema() {
  const std::string member =
      R"({"type":"object","properties":{"id":{"type":"string","format":"uuid"},)"
      R"("path":{"type":"string"},"displayName":{"type":"string"},"source":{"type":"string",)"
      R"("enum":["agent","external"]},"origins":{"type":"array","items":{"type":"string"}},)"
      R"("status":{"type":"string"},"statusSince":{"type":"string","format":"date-time"},)"
      R"("definition":{"type":["string","null"]},"targetPercent":{"type":["number","null"]},)" +
      currentSchema() + "}}";
  return groupObject(R"(,"members":{"type":"array","items":)" + member +
                     R"(},"nextCursor":{"type":["string","null"]})");
}

}  // namespace itops::sla
