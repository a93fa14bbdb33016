#include "registry/service_patch.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "itops/error.hpp"

namespace itops::registry {
namespace {

namespace json = boost::json;

constexpr std::size_t kTextBytesMax = 255;
constexpr std::size_t kDescriptionBytesMax = 4096;
constexpr std::size_t kTagsMax = 64;
constexpr std::int64_t kSilenceSecondsMin = 30;
constexpr std::int64_t kSilenceSecondsMax = 7 * 86400;

/// The sentence that says what was expected; empty when the value was taken.
using Complaint = std::string;

bool isText(const json::value& value, std::size_t bytes_max) {
  return value.is_string() && value.as_string().size() <= bytes_max &&
         value.as_string().find('\0') == json::string::npos;
}

Complaint setText(std::string& field, const json::value& value, const std::string& initial,
                  std::size_t bytes_max = kTextBytesMax) {
  if (!value.is_null() && !isText(value, bytes_max)) {
    return "Expected a text of at most " + std::to_string(bytes_max) + " bytes, or null.";
  }
  field = value.is_null() ? initial : std::string(std::string_view(value.as_string()));
  return {};
}

Complaint setCriticality(std::string& field, const json::value& value) {
  static constexpr std::array<std::string_view, 4> kWords{"critical", "high", "medium", "low"};
  if (value.is_null()) {
    field = "medium";
    return {};
  }
  const bool known =
      value.is_string() &&
      std::find(kWords.begin(), kWords.end(), std::string_view(value.as_string())) != kWords.end();
  if (!known) return "Expected critical, high, medium, low or null.";
  field = std::string(std::string_view(value.as_string()));
  return {};
}

Complaint setNamespace(std::optional<std::string>& field, const json::value& value) {
  std::string text;
  if (auto complaint = setText(text, value, ""); !complaint.empty()) return complaint;
  field = text.empty() ? std::nullopt : std::optional(text);
  return {};
}

Complaint setTags(std::vector<std::string>& field, const json::value& value) {
  std::vector<std::string> tags;
  const bool list = value.is_array() && value.as_array().size() <= kTagsMax;
  if (!list && !value.is_null()) {
    return "Expected a list of at most " + std::to_string(kTagsMax) + " texts, or null.";
  }
  for (const json::value& tag : list ? value.as_array() : json::array{}) {
    if (!isText(tag, kTextBytesMax) || tag.as_string().empty()) {
      return "Expected texts of 1 to " + std::to_string(kTextBytesMax) + " bytes.";
    }
    tags.emplace_back(std::string_view(tag.as_string()));
  }
  field = std::move(tags);
  return {};
}

Complaint setSeconds(std::optional<std::chrono::seconds>& field, const json::value& value) {
  const bool usable = value.is_int64() && value.as_int64() >= kSilenceSecondsMin &&
                      value.as_int64() <= kSilenceSecondsMax;
  if (!usable && !value.is_null()) {
    return "Expected a whole number of seconds from " + std::to_string(kSilenceSecondsMin) +
           " to " + std::to_string(kSilenceSecondsMax) + ", or null.";
  }
  field = usable ? std::optional(std::chrono::seconds(value.as_int64())) : std::nullopt;
  return {};
}

Complaint setField(ServiceFields& fields, std::string_view service_name, std::string_view name,
                   const json::value& value) {
  if (name == "displayName") {
    if (value.is_string() && value.as_string().empty()) {
      return "Expected a text that is not empty, or null for the default.";
    }
    return setText(fields.display_name, value, defaultDisplayName(service_name));
  }
  if (name == "description") return setText(fields.description, value, "", kDescriptionBytesMax);
  if (name == "type") return setText(fields.type, value, "service");
  if (name == "team") return setText(fields.team, value, "");
  if (name == "namespace") return setNamespace(fields.name_space, value);
  if (name == "tags") return setTags(fields.tags, value);
  if (name == "criticality") return setCriticality(fields.criticality, value);
  if (name == "unknownAfterSeconds") return setSeconds(fields.unknown_after, value);
  if (name == "downAfterSeconds") return setSeconds(fields.down_after, value);
  return "This field is not known or can't be changed. Changeable are displayName, description, "
         "type, team, namespace, tags, criticality, unknownAfterSeconds and downAfterSeconds.";
}

void checkThresholds(const ServiceFields& fields, const SilenceDefaults& defaults,
                     std::vector<FieldError>& errors) {
  const auto unknown_after = fields.unknown_after.value_or(defaults.unknown_after);
  const auto down_after = fields.down_after.value_or(defaults.down_after);
  if (unknown_after <= down_after) return;
  errors.push_back(
      {"unknownAfterSeconds", "unknownAfterSeconds (" + std::to_string(unknown_after.count()) +
                                  ") must not be above downAfterSeconds (" +
                                  std::to_string(down_after.count()) + "); set both."});
}

}  // namespace

void applyPatch(ServiceFields& fields, std::string_view service_name, const json::object& patch,
                FieldOwner writer, const SilenceDefaults& defaults) {
  ServiceFields changed = fields;
  std::vector<FieldError> errors;
  for (const auto& [key, value] : patch) {
    const std::string name(key);
    auto complaint = setField(changed, service_name, name, value);
    if (!complaint.empty()) {
      errors.push_back({name, std::move(complaint)});
      continue;
    }
    if (!fields.maySet(name, writer)) {
      throw Error(ErrorKind::kConflict, "field_declared",
                  "'" + name + "' is declared in Git by the agent; change it there.");
    }
    if (value.is_null())
      changed.owners.erase(name);
    else
      changed.owners[name] = writer;
  }
  checkThresholds(changed, defaults, errors);
  if (!errors.empty()) {
    throw Error(ErrorKind::kInvalid, "fields_invalid",
                "The service was not changed, because some fields can't be used; see errors.", {},
                std::move(errors));
  }
  fields = std::move(changed);
}

}  // namespace itops::registry
