#include "config/print.hpp"

#include <cstddef>
#include <string_view>
#include <variant>
#include <vector>

#include "logging/escape.hpp"

namespace itops::config {
namespace {

constexpr std::size_t kIndent = 2;

std::vector<std::string_view> segments(std::string_view key) {
  std::vector<std::string_view> parts;
  for (std::size_t dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.')) {
    parts.push_back(key.substr(0, dot));
    key.remove_prefix(dot + 1);
  }
  parts.push_back(key);
  return parts;
}

std::string shownText(const Setting& setting, const std::string& text) {
  const bool is_text = setting.type == ConfigType::kText;
  return is_text ? inQuotes(text, std::string::npos) : text;
}

std::string shownValue(const Entry& entry) {
  if (entry.setting.isSecret()) {
    return std::get<Secret>(entry.values.at(0)).empty() ? "\"\"" : "\"********\"";
  }
  if (!entry.setting.isList()) return shownText(entry.setting, entry.texts.at(0));
  std::string items;
  for (const std::string& text : entry.texts) {
    items += (items.empty() ? "" : ", ") + shownText(entry.setting, text);
  }
  return "[" + items + "]";
}

/// Opens the sections of a key that are not open from the key before it.
void appendSections(std::string& out, const std::vector<std::string_view>& parts,
                    const std::vector<std::string_view>& before) {
  bool same = true;
  for (std::size_t level = 0; level + 1 < parts.size(); ++level) {
    same = same && level + 1 < before.size() && before[level] == parts[level];
    if (same) continue;
    out.append(level * kIndent, ' ');
    out += parts[level];
    out += ":\n";
  }
}

}  // namespace

std::string printConfig(const Settings& settings) {
  std::string out;
  std::vector<std::string_view> before;
  for (const Entry& entry : settings.entries()) {
    const auto parts = segments(entry.setting.key);
    appendSections(out, parts, before);
    out.append((parts.size() - 1) * kIndent, ' ');
    out += parts.back();
    out += ": " + shownValue(entry) + "  # " + entry.origin.describe() + "\n";
    before = parts;
  }
  return out;
}

}  // namespace itops::config
