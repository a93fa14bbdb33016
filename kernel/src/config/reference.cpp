#include "config/reference.hpp"

#include <string_view>

#include "config/expectation.hpp"
#include "config/kernel_settings.hpp"
#include "config/reference_introduction.hpp"

namespace itops::config {
namespace {

std::string_view typeName(const Setting& setting) {
  if (!setting.allowed.empty()) return "choice";
  switch (setting.type) {
    case ConfigType::kBool:
      return "true or false";
    case ConfigType::kInteger:
      return "integer";
    case ConfigType::kNumber:
      return "number";
    case ConfigType::kDuration:
      return "duration";
    case ConfigType::kText:
      return "text";
    case ConfigType::kSecret:
      break;
  }
  return "secret";
}

std::string typeCell(const Setting& setting) {
  std::string cell(typeName(setting));
  if (setting.isList()) {
    cell = "list of " + cell + "s, at most " + std::to_string(setting.items_max);
  }
  const std::string limits = limitsText(setting);
  return limits.empty() ? cell : cell + ", " + limits;
}

std::string code(const std::string& text) {
  return text.empty() ? "-" : "`" + text + "`";
}

std::string defaultCell(const Setting& setting) {
  std::string cell = code(setting.default_value);
  if (setting.production_default) {
    cell += "; in production " + code(*setting.production_default);
  }
  if (!setting.required_in_production) return cell;
  cell = "required in production";
  if (!setting.required_unless.empty()) cell += " unless " + code(setting.required_unless);
  return cell;
}

/// `server` of `server.port`, `plugins.sla` of `plugins.sla.enabled`, nothing of `timezone`.
std::string sectionOf(const Setting& setting) {
  const std::size_t dot = setting.key.rfind('.');
  return dot == std::string::npos ? std::string{} : setting.key.substr(0, dot);
}

void appendSection(std::string& out, const Setting& first) {
  const std::string section = sectionOf(first);
  out += "\n## " + (section.empty() ? first.key : section) +
         "\n\n| key | variable | type | default | meaning |\n| --- | --- | --- | --- | --- |\n";
}

/// A bar in a text would end its cell.
std::string cellText(const std::string& text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c == '\n' ? ' ' : c;
  }
  return cell;
}

void appendRow(std::string& out, const Setting& setting) {
  const std::string variable = variableName(setting.key);
  out += "| `" + setting.key + "` | `" + variable + "`";
  if (setting.isSecret()) out += " or `" + variable + "_FILE`";
  out += " | " + cellText(typeCell(setting)) + " | " + cellText(defaultCell(setting)) + " | " +
         cellText(setting.help) + " |\n";
}

void appendAnnounced(std::string& out) {
  out += "\n## Planned\n\nThese variables are known, but have no effect in this version:";
  std::string_view separator = " ";
  for (const std::string& name : announcedVariables()) {
    out += separator;
    out += "`" + name + "`";
    separator = ", ";
  }
  out += ".\n";
}

}  // namespace

std::string configReference(const Schema& schema) {
  std::string out = referenceIntroduction();
  const Setting* before = nullptr;
  for (const Setting& setting : schema.settings()) {
    if (!before || sectionOf(*before) != sectionOf(setting)) appendSection(out, setting);
    appendRow(out, setting);
    before = &setting;
  }
  appendAnnounced(out);
  return out;
}

}  // namespace itops::config
