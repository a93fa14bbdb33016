#include "aggregation/window_json.hpp"

#include <optional>
#include <utility>

#include "arithmetic/period.hpp"
#include "arithmetic/uptime.hpp"

namespace itops::sla {
namespace {

constexpr std::pair<TimeClass, const char*> kTimeMembers[] = {
    {TimeClass::kUp, "upMs"},           {TimeClass::kDegraded, "degradedMs"},
    {TimeClass::kDown, "downMs"},       {TimeClass::kMaintenance, "maintenanceMs"},
    {TimeClass::kUnknown, "unknownMs"}, {TimeClass::kExcluded, "excludedMs"},
};

std::string numberOrNull(const std::optional<Percent>& percent) {
  return percent ? percent->toString() : "null";
}

// The only texts are times, so nothing needs escaping.
std::string windowJson(const SubjectWindow& window) {
  std::string text = R"({"windowStart":")" + formatTimestamp(window.window_start);
  text.append(R"(","windowEnd":")").append(formatTimestamp(window.window_start + kWindowLength));
  text.append("\"");
  for (const auto& [time_class, name] : kTimeMembers) {
    text.append(",\"").append(name).append("\":");
    text.append(std::to_string(window.times.of(time_class).count()));
  }
  text.append(R"(,"uptimePercent":)").append(numberOrNull(uptimePercent(window.times, {})));
  text.append(R"(,"coveragePercent":)").append(numberOrNull(coveragePercent(window.times)));
  return text + "}";
}

}  // namespace

std::string windowsJson(std::span<const SubjectWindow> windows) {
  std::string items;
  for (const SubjectWindow& window : windows) {
    items += (items.empty() ? "" : ",") + windowJson(window);
  }
  return R"({"items":[)" + items + "]}";
}

const char* windowsSchema() {
  return R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{)"
         R"("type":"object","properties":{"windowStart":{"type":"string","format":"date-time"},)"
         R"("windowEnd":{"type":"string","format":"date-time"},"upMs":{"type":"integer"},)"
         R"("degradedMs":{"type":"integer"},"downMs":{"type":"integer"},)"
         R"("maintenanceMs":{"type":"integer"},"unknownMs":{"type":"integer"},)"
         R"("excludedMs":{"type":"integer"},"uptimePercent":{"type":["number","null"]},)"
         R"("coveragePercent":{"type":["number","null"]}}}}}})";
}

}  // namespace itops::sla
