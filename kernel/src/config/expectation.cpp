#include "config/expectation.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "config/duration.hpp"

namespace itops::config {
namespace {

std::string formatNumber(double number) {
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%.15g", number);
  return text.data();
}

std::string formatLimit(const Setting& setting, double limit) {
  if (setting.type != ConfigType::kDuration) return formatNumber(limit);
  return formatDuration(std::chrono::milliseconds{std::llround(limit * 1000)});
}

std::string noun(const Setting& setting) {
  switch (setting.type) {
    case ConfigType::kBool:
      return "true or false";
    case ConfigType::kInteger:
      return setting.unit.empty() ? "a whole number" : "a whole number of " + setting.unit;
    case ConfigType::kNumber:
      return "a number";
    case ConfigType::kDuration:
      return "a duration such as 250ms, 30s, 5m, 24h or 90d,";
    case ConfigType::kText:
    case ConfigType::kSecret:
      break;
  }
  return "a text";
}

std::string range(const Setting& setting) {
  if (!setting.hasRange()) return "";
  const bool text = setting.isText();
  return (text ? " of " : " from ") + formatLimit(setting, setting.minimum) + " to " +
         formatLimit(setting, setting.maximum) + (text ? " characters" : "");
}

std::string joined(const std::vector<std::string>& texts, const std::string& separator) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : separator) + text;
  return out;
}

}  // namespace

std::string expectation(const Setting& setting) {
  if (!setting.allowed.empty()) return "one of " + joined(setting.allowed, ", ");
  std::string text = noun(setting) + range(setting);
  if (text.back() == ',') text.pop_back();
  return text;
}

std::string limitsText(const Setting& setting) {
  if (!setting.allowed.empty()) return "`" + joined(setting.allowed, "`, `") + "`";
  if (!setting.hasRange()) return setting.unit;
  const std::string unit = setting.isText() ? "characters" : setting.unit;
  return formatLimit(setting, setting.minimum) + " to " + formatLimit(setting, setting.maximum) +
         (unit.empty() ? "" : " " + unit);
}

}  // namespace itops::config
