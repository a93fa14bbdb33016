#include "itops/testing/config.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "itops/error.hpp"

namespace itops::test {
namespace {

using std::chrono::milliseconds;

template <class T>
std::optional<T> readWhole(std::string_view text) {
  T value{};
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (error != std::errc{} || end != last) return std::nullopt;
  return value;
}

std::optional<milliseconds> readDuration(std::string_view text) {
  constexpr std::pair<std::string_view, std::int64_t> kUnits[] = {
      {"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}};
  const auto digits = text.substr(0, text.find_first_not_of("0123456789"));
  const auto count = readWhole<std::int64_t>(digits);
  for (const auto& [name, factor] : kUnits) {
    if (count && text.substr(digits.size()) == name) return milliseconds(*count * factor);
  }
  return std::nullopt;
}

/// What a range limits: the number itself, seconds, characters. Empty for what can't be read.
std::optional<double> measure(ConfigType type, std::string_view text) {
  switch (type) {
    case ConfigType::kBool:
      return text == "true" || text == "false" ? std::optional(0.0) : std::nullopt;
    case ConfigType::kInteger: {
      const auto value = readWhole<std::int64_t>(text);
      return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
    }
    case ConfigType::kNumber: {
      const auto value = readWhole<double>(text);
      return value && std::isfinite(*value) ? value : std::nullopt;
    }
    case ConfigType::kDuration: {
      const auto value = readDuration(text);
      return value ? std::optional(std::chrono::duration<double>(*value).count()) : std::nullopt;
    }
    default:
      return static_cast<double>(text.size());
  }
}

bool isText(ConfigType type) {
  return type == ConfigType::kText || type == ConfigType::kSecret;
}

bool fits(const ConfigField& field, std::string_view text) {
  const auto measured = measure(field.type, text);
  if (!measured) return false;
  if (isText(field.type) || !(field.maximum > field.minimum)) return true;
  return *measured >= field.minimum && *measured <= field.maximum;
}

}  // namespace

FakeConfig::FakeConfig(const PluginInfo& info) : info_(info) {
  for (const auto* field = info.config; field != nullptr && field->key != nullptr; ++field) {
    const std::string text = field->default_value == nullptr ? "" : field->default_value;
    if (!fits(*field, text)) {
      throw Error(ErrorKind::kInternal, "setting_invalid",
                  "The default \"" + text + "\" of setting " + field->key +
                      " doesn't fit its type or range; correct the descriptor.");
    }
    values_.emplace(field->key, text);
  }
}

void FakeConfig::set(std::string_view key, std::string_view text) {
  if (!fits(fieldOf(key), text)) {
    throw Error(ErrorKind::kInvalid, "setting_invalid",
                "\"" + std::string(text) + "\" doesn't fit the type or range of setting " +
                    std::string(key) + ".");
  }
  values_.insert_or_assign(std::string(key), std::string(text));
}

const ConfigField& FakeConfig::fieldOf(std::string_view key) const {
  for (const auto* field = info_.config; field != nullptr && field->key != nullptr; ++field) {
    if (field->key == key) return *field;
  }
  throw Error(ErrorKind::kInternal, "setting_unknown",
              "Plugin " + std::string(info_.id) + " asks for the setting " + std::string(key) +
                  ", which its descriptor doesn't declare.");
}

const std::string& FakeConfig::valueOf(std::string_view key, ConfigType type) const {
  if (fieldOf(key).type != type) {
    throw Error(ErrorKind::kInternal, "setting_type",
                "Plugin " + std::string(info_.id) + " asks for the setting " + std::string(key) +
                    " as another type than its descriptor declares.");
  }
  return values_.find(key)->second;
}

bool FakeConfig::boolean(std::string_view key) const {
  return valueOf(key, ConfigType::kBool) == "true";
}

std::int64_t FakeConfig::integer(std::string_view key) const {
  return *readWhole<std::int64_t>(valueOf(key, ConfigType::kInteger));
}

double FakeConfig::number(std::string_view key) const {
  return *readWhole<double>(valueOf(key, ConfigType::kNumber));
}

milliseconds FakeConfig::duration(std::string_view key) const {
  return *readDuration(valueOf(key, ConfigType::kDuration));
}

std::string FakeConfig::text(std::string_view key) const {
  return valueOf(key, ConfigType::kText);
}

Secret FakeConfig::secret(std::string_view key) const {
  return Secret(valueOf(key, ConfigType::kSecret));
}

}  // namespace itops::test
