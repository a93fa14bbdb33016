#include "config/environment_source.hpp"

#include <unistd.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "config/read_file.hpp"
#include "config/unknown_name.hpp"
#include "logging/escape.hpp"

namespace itops::config {
namespace {

using Texts = std::vector<std::string>;

constexpr std::string_view kPrefix = "ITOPS_";
constexpr std::string_view kFileSuffix = "_FILE";
constexpr std::size_t kSecretFileBytesMax = 65'536;

bool isOurs(std::string_view variable) {
  return variable.starts_with(kPrefix) || isForeignVariable(variable);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

Texts splitList(std::string_view text) {
  Texts items;
  for (std::size_t comma = text.find(','); comma != std::string_view::npos;
       comma = text.find(',')) {
    items.emplace_back(trimmed(text.substr(0, comma)));
    text.remove_prefix(comma + 1);
  }
  items.emplace_back(trimmed(text));
  return items;
}

/// The secret's setting when the variable names a file for it.
const Setting* secretOfFileVariable(const Schema& schema, std::string_view variable) {
  if (!variable.ends_with(kFileSuffix)) return nullptr;
  variable.remove_suffix(kFileSuffix.size());
  const Setting* setting = schema.findVariable(variable);
  return setting && setting->isSecret() ? setting : nullptr;
}

std::optional<std::string> readSecretFile(const Setting& secret, const std::string& variable,
                                          const std::string& file, Problems& problems) {
  FileText content = readFile(file, kSecretFileBytesMax);
  if (!content.problem.empty()) {
    problems.error(variable + ": the file " + inQuotes(file) +
                       " can't be read: " + content.problem + "; expected a file with the secret",
                   secret.key);
    return std::nullopt;
  }
  std::string& text = content.text;
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  if (!text.empty()) return std::move(text);
  problems.error(variable + ": the file " + inQuotes(file) + " is empty, expected the secret",
                 secret.key);
  return std::nullopt;
}

bool isGiven(const Environment& environment, const std::string& variable) {
  const auto known = environment.find(variable);
  return known != environment.end() && !known->second.empty();
}

/// The secret from the file that the variable names.
std::optional<std::string> readSecret(const Environment& environment, const Setting& secret,
                                      const std::string& variable, Problems& problems) {
  const std::string direct = variableName(secret.key);
  if (!isGiven(environment, direct)) {
    return readSecretFile(secret, variable, environment.at(variable), problems);
  }
  problems.error(direct + ": found together with " + variable + ", expected one of them",
                 secret.key);
  return std::nullopt;
}

}  // namespace

std::vector<RawValue> readEnvironment(const Environment& environment, const Schema& schema,
                                      Problems& problems) {
  std::vector<RawValue> values;
  for (const auto& [variable, text] : environment) {
    if (text.empty() || !isOurs(variable)) continue;
    const Origin origin{.kind = Origin::Kind::kEnvironment, .name = variable};
    if (const Setting* setting = schema.findVariable(variable)) {
      values.push_back({setting->key, setting->isList() ? splitList(text) : Texts{text}, origin});
    } else if (const Setting* secret = secretOfFileVariable(schema, variable)) {
      auto content = readSecret(environment, *secret, variable, problems);
      if (content) values.push_back({secret->key, {std::move(*content)}, origin});
    } else if (isForeignVariable(variable)) {
      continue;  // somebody else's where nothing here goes by that name
    } else if (auto warning = unknownVariable(schema, variable, text); !warning.empty()) {
      problems.warning(std::move(warning));
    }
  }
  return values;
}

std::vector<RawValue> readLoneAddress(const Environment& environment, const Schema& schema,
                                      const std::function<bool(const Setting&)>& is_on) {
  constexpr std::string_view kEnabled = ".enabled";
  constexpr std::string_view kAlone = "plugins.gitops_status.enabled";
  for (const Setting& setting : schema.settings()) {
    const bool is_switch = setting.key.starts_with("plugins.") && setting.key.ends_with(kEnabled);
    if (is_switch && is_on(setting) != (setting.key == kAlone)) return {};
  }
  std::vector<RawValue> values;
  for (const auto& [variable, key] :
       {std::pair(kAddressVariable, "server.host"), std::pair(kPortVariable, "server.port")}) {
    const auto given = environment.find(variable);
    if (given == environment.end() || given->second.empty()) continue;
    if (isGiven(environment, variableName(key)) || schema.find(kAlone) == nullptr) continue;
    values.push_back({key,
                      {given->second},
                      {.kind = Origin::Kind::kEnvironment, .name = std::string(variable)}});
  }
  return values;
}

Environment processEnvironment() {
  Environment environment;
  for (char** entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || !isOurs(text.substr(0, equals))) continue;
    environment.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return environment;
}

}  // namespace itops::config
