#include "audit/audit_document.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "itops/error.hpp"

namespace itops::audit {
namespace {

namespace json = boost::json;

constexpr const char* kMask = "***";
constexpr const char* kNulStandIn = "\uFFFD";
constexpr std::size_t kDepthMax = 64;

constexpr std::array<std::string_view, 7> kSecretWords{
    "password", "passphrase", "secret", "token", "key", "credential", "authorization"};

std::optional<json::object> read(const AuditEntry& entry, std::string_view side,
                                 const std::string& text) {
  if (text.empty()) return std::nullopt;
  json::parse_options options;
  options.max_depth = kDepthMax;
  json::error_code error;
  json::value document = json::parse(text, error, {}, options);
  if (!error && document.is_object()) return std::move(document.as_object());
  throw Error(ErrorKind::kInternal, "audit_invalid",
              "The audit entry " + entry.action + " has no JSON object in '" + std::string(side) +
                  "'; give an object, or nothing.",
              error ? error.message() : "");
}

std::string withoutNul(std::string_view text) {
  std::string clean;
  for (const char c : text) {
    c == '\0' ? clean += kNulStandIn : clean += c;
  }
  return clean;
}

json::value masked(const json::value& value);

json::object masked(const json::object& object) {
  json::object result;
  for (const auto& [name, value] : object) {
    result[withoutNul(name)] = namesASecret(name) ? json::value(kMask) : masked(value);
  }
  return result;
}

json::value masked(const json::value& value) {
  if (value.is_object()) return masked(value.as_object());
  if (value.is_string()) return json::value(withoutNul(value.as_string()));
  if (!value.is_array()) return value;
  json::array result;
  for (const json::value& element : value.as_array()) result.push_back(masked(element));
  return result;
}

/// Takes what both have alike out of both.
void dropSame(json::object& before, json::object& after) {
  std::vector<std::string> same;
  for (auto& [name, old_value] : before) {
    json::value* const new_value = after.if_contains(name);
    if (new_value == nullptr) continue;
    if (old_value == *new_value) {
      same.emplace_back(name);
    } else if (old_value.is_object() && new_value->is_object()) {
      dropSame(old_value.as_object(), new_value->as_object());
    }
  }
  for (const std::string& name : same) {
    before.erase(name);
    after.erase(name);
  }
}

std::optional<json::object> bounded(std::optional<json::object> document) {
  if (!document) return document;
  const std::size_t size = json::serialize(*document).size();
  if (size <= kDocumentBytesMax) return document;
  return json::object{{"omitted", "The document has " + std::to_string(size) +
                                      " bytes, more than the " + std::to_string(kDocumentBytesMax) +
                                      " that are kept."}};
}

}  // namespace

bool namesASecret(std::string_view member) {
  std::string lower(member);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::any_of(kSecretWords.begin(), kSecretWords.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

AuditChange changeOf(const AuditEntry& entry) {
  AuditChange change{read(entry, "before", entry.before), read(entry, "after", entry.after)};
  if (change.before && change.after) dropSame(*change.before, *change.after);
  if (change.before) change.before = bounded(masked(*change.before));
  if (change.after) change.after = bounded(masked(*change.after));
  return change;
}

}  // namespace itops::audit
