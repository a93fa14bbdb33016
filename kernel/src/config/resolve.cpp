#include "config/resolve.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>

#include "config/environment_source.hpp"
#include "config/yaml_source.hpp"

namespace itops::config {
namespace {

constexpr std::string_view kEnvironmentKey = "server.environment";
constexpr std::string_view kProduction = "production";

using Raws = std::vector<RawValue>;
using Given = std::map<std::string, Entry, std::less<>>;

std::string place(const RawValue& raw) {
  if (raw.origin.kind == Origin::Kind::kEnvironment) return raw.origin.name + ": ";
  return raw.origin.describe() + ": " + raw.key + ": ";
}

/// The commonest cause of a broken variable that nobody set.
std::string serviceLinkHint(const RawValue& raw) {
  const bool is_link = raw.origin.kind == Origin::Kind::kEnvironment && raw.texts.size() == 1 &&
                       raw.texts[0].starts_with("tcp://");
  return is_link ? "; Kubernetes makes such a variable for a Service of that name: set "
                   "enableServiceLinks: false in the pod"
                 : "";
}

/// The value with its type, or nothing and errors.
std::optional<Entry> check(const Setting& setting, const RawValue& raw, Problems& problems) {
  Entry entry{setting, {}, {}, raw.origin};
  bool good = true;
  if (setting.isList() && raw.texts.size() > setting.items_max) {
    problems.error(place(raw) + "found " + std::to_string(raw.texts.size()) +
                       " items, expected at most " + std::to_string(setting.items_max),
                   setting.key);
    good = false;
  }
  for (const std::string& text : raw.texts) {
    auto parsed = parseValue(setting, text);
    if (const auto* bad = std::get_if<BadValue>(&parsed)) {
      problems.error(
          place(raw) + "found " + bad->found + ", expected " + bad->expected + serviceLinkHint(raw),
          setting.key);
      good = false;
      continue;
    }
    entry.values.push_back(std::get<Value>(std::move(parsed)));
    entry.texts.push_back(setting.isSecret() ? std::string{} : text);
  }
  return good ? std::optional(std::move(entry)) : std::nullopt;
}

/// Later values replace earlier ones, but all are checked.
void apply(const Raws& raws, const Schema& schema, Given& given, Problems& problems) {
  for (const RawValue& raw : raws) {
    auto entry = check(*schema.find(raw.key), raw, problems);
    if (entry) given.insert_or_assign(raw.key, std::move(*entry));
  }
}

Entry defaultEntry(const Setting& setting, bool production) {
  Entry entry{setting, {}, {}, {}};
  if (setting.isList()) return entry;
  const std::string& text = setting.defaultIn(production);
  entry.values.push_back(std::get<Value>(parseValue(setting, text)));
  entry.texts.push_back(text);
  return entry;
}

bool isProduction(const Given& given) {
  const auto known = given.find(kEnvironmentKey);
  return known != given.end() && known->second.texts[0] == kProduction;
}

/// What a switch says, given or by default.
bool isOn(const Setting& setting, const Given& given) {
  const auto known = given.find(setting.key);
  return (known == given.end() ? setting.default_value : known->second.texts[0]) == "true";
}

/// The files that were asked for, else the installed ones that exist.
Raws readFiles(const Sources& sources, const Schema& schema, Problems& problems) {
  Raws values;
  std::vector<std::filesystem::path> files = sources.files;
  const auto core = sources.default_directory / "core.yaml";
  std::error_code ignored;
  const bool installed =
      !sources.default_directory.empty() && std::filesystem::exists(core, ignored);
  if (files.empty() && installed) files.push_back(core);
  for (const auto& file : files) {
    for (RawValue& raw : readYamlFile(file, schema, problems)) values.push_back(std::move(raw));
  }
  return values;
}

/// development.yaml lies over core.yaml, unless somebody chose the files or production.
Raws readOverlay(const Sources& sources, bool production, const Schema& schema,
                 Problems& problems) {
  const auto file = sources.default_directory / "development.yaml";
  std::error_code ignored;
  const bool wanted = !production && sources.files.empty() && !sources.default_directory.empty();
  if (!wanted || !std::filesystem::exists(file, ignored)) return {};
  return readYamlFile(file, schema, problems);
}

}  // namespace

std::vector<Entry> resolve(const Sources& sources, const Schema& schema, Problems& problems) {
  const Raws environment = readEnvironment(sources.environment, schema, problems);
  Given given;
  apply(readFiles(sources, schema, problems), schema, given, problems);
  Given probe = given;
  Problems told_later;
  apply(environment, schema, probe, told_later);
  apply(readOverlay(sources, isProduction(probe), schema, problems), schema, given, problems);
  apply(environment, schema, given, problems);
  apply(readLoneAddress(sources.environment, schema,
                        [&](const Setting& plugin) { return isOn(plugin, given); }),
        schema, given, problems);

  const bool production = isProduction(given);
  std::vector<Entry> entries;
  for (const Setting& setting : schema.settings()) {
    const auto known = given.find(setting.key);
    entries.push_back(known != given.end() ? std::move(known->second)
                                           : defaultEntry(setting, production));
  }
  return entries;
}

}  // namespace itops::config
