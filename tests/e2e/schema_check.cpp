#include "e2e/schema_check.hpp"

#include <algorithm>

namespace itops::test {
namespace {

std::string mismatchOfMembers(const json::object& object, const json::object& schema,
                              const std::string& at) {
  const auto* properties = schema.if_contains("properties");
  if (properties == nullptr) return {};
  for (const auto& [name, member_schema] : properties->as_object()) {
    const std::string place = at + "." + std::string(name);
    const auto* member = object.if_contains(name);
    if (member == nullptr && name != "unknown" && name != "detail") return place + " is missing";
    const std::string wrong = member ? mismatch(*member, member_schema, place) : "";
    if (!wrong.empty()) return wrong;
  }
  for (const auto& [name, member] : object) {
    if (!properties->as_object().contains(name)) return at + "." + std::string(name) + " is extra";
  }
  return {};
}

bool hasType(const json::value& value, std::string_view type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_bool();
  if (type == "null") return value.is_null();
  return value.is_number() && (type == "number" || value.is_int64());
}

bool hasAnyType(const json::value& value, const json::value& type) {
  if (type.is_string()) return hasType(value, type.as_string());
  for (const json::value& one : type.as_array()) {
    if (hasType(value, one.as_string())) return true;
  }
  return false;
}

bool isOneOf(const json::value& value, const json::array& words) {
  return std::find(words.begin(), words.end(), value) != words.end();
}

}  // namespace

std::string mismatch(const json::value& value, const json::value& schema, const std::string& at) {
  const json::object& rules = schema.as_object();
  if (const auto* type = rules.if_contains("type"); type && !hasAnyType(value, *type)) {
    return at + " is " + json::serialize(value);
  }
  if (const auto* words = rules.if_contains("enum"); words && !isOneOf(value, words->as_array())) {
    return at + " is the word " + json::serialize(value);
  }
  if (value.is_object()) return mismatchOfMembers(value.as_object(), rules, at);
  if (!value.is_array() || !rules.contains("items")) return {};
  for (const json::value& item : value.as_array()) {
    const std::string wrong = mismatch(item, rules.at("items"), at + "[]");
    if (!wrong.empty()) return wrong;
  }
  return {};
}

}  // namespace itops::test
