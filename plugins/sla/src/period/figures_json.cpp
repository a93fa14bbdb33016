#include "period/figures_json.hpp"

#include <utility>

#include "json_text.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;

constexpr std::pair<TimeClass, const char*> kTimes[] = {
    {TimeClass::kUp, "upMs"},           {TimeClass::kDegraded, "degradedMs"},
    {TimeClass::kDown, "downMs"},       {TimeClass::kMaintenance, "maintenanceMs"},
    {TimeClass::kUnknown, "unknownMs"}, {TimeClass::kExcluded, "excludedMs"},
};

constexpr std::int64_t kMillisecondsPerTenThousandth = 6;  // of a minute

}  // namespace

void addTimes(json::object& object, const ClassTimes& times) {
  for (const auto& [time_class, name] : kTimes) object[name] = times.of(time_class).count();
}

double minutesOf(Duration duration) {
  const std::int64_t ten_thousandths =
      (duration.count() + kMillisecondsPerTenThousandth / 2) / kMillisecondsPerTenThousandth;
  return static_cast<double>(ten_thousandths) / 10'000;
}

json::object jsonOf(const Figures& figures) {
  json::object object{{"periodKey", figures.period.key},
                      {"periodStart", formatTimestamp(figures.period.interval.from)},
                      {"periodEnd", formatTimestamp(figures.period.interval.to)}};
  addTimes(object, figures.times);
  object["uptimePercent"] = jsonOf(figures.uptime);
  object["coveragePercent"] = jsonOf(figures.coverage);
  object["targetPercent"] = jsonOf(figures.target);
  object["status"] = slaStatusName(figures.status);
  object["incidentCount"] = figures.incidents;
  object["downtimeMinutes"] = minutesOf(figures.times.of(TimeClass::kDown));
  object["revision"] = figures.revision;
  object["final"] = figures.final;
  return object;
}

const char* figuresSchema() {
  return R"({"type":"object","properties":{"periodKey":{"type":"string"},"periodStart":{)"
         R"("type":"string","format":"date-time"},"periodEnd":{"type":"string",)"
         R"("format":"date-time"},"upMs":{"type":"integer"},"degradedMs":{"type":"integer"},)"
         R"("downMs":{"type":"integer"},"maintenanceMs":{"type":"integer"},)"
         R"("unknownMs":{"type":"integer"},"excludedMs":{"type":"integer"},)"
         R"("uptimePercent":{"type":["number","null"]},"coveragePercent":{)"
         R"("type":["number","null"]},"targetPercent":{"type":["number","null"]},)"
         R"("status":{"type":"string","enum":["met","at_risk","breached","no_data"]},)"
         R"("incidentCount":{"type":"integer"},"downtimeMinutes":{"type":"number"},)"
         R"("revision":{"type":"integer","description":"0: nothing was counted"},)"
         R"("final":{"type":"boolean"}}})";
}

}  // namespace itops::sla
