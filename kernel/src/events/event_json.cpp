#include "events/event_json.hpp"

#include <cmath>

#include "itops/error.hpp"

namespace itops::events {
namespace {

namespace json = boost::json;

void refuseNul(std::string_view name, std::string_view value) {
  if (value.find('\0') == std::string_view::npos) return;
  throw Error(ErrorKind::kInvalid, "event_value",
              "Member " + std::string(name) +
                  " of an event holds a NUL character, which can't be stored; remove it.");
}

const json::value& memberOf(const json::object& object, std::string_view name,
                            std::string_view type) {
  const json::value* member = object.if_contains(name);
  if (member == nullptr || member->is_null()) event_fields::throwUnreadable(name, type);
  return *member;
}

}  // namespace

void JsonEventWriter::text(std::string_view name, std::string_view value) {
  refuseNul(name, value);
  if (name == "path") path_ = value;
  object_[name] = value;
}

void JsonEventWriter::integer(std::string_view name, std::int64_t value) {
  object_[name] = value;
}

void JsonEventWriter::number(std::string_view name, double value) {
  if (!std::isfinite(value)) {
    throw Error(ErrorKind::kInvalid, "event_value",
                "Member " + std::string(name) +
                    " of an event is not a finite number, which JSON can't hold; leave it empty.");
  }
  object_[name] = value;
}

void JsonEventWriter::boolean(std::string_view name, bool value) {
  object_[name] = value;
}

void JsonEventWriter::texts(std::string_view name, std::span<const std::string> values) {
  json::array array;
  array.reserve(values.size());
  for (const std::string& value : values) {
    refuseNul(name, value);
    array.emplace_back(value);
  }
  object_[name] = std::move(array);
}

void JsonEventWriter::null(std::string_view name) {
  object_[name] = nullptr;
}

JsonEventReader::JsonEventReader(std::string_view payload) {
  json::error_code error;
  json::value document = json::parse(payload, error);
  if (error || !document.is_object()) {
    throw Error(ErrorKind::kInternal, "event_payload",
                "The payload of a stored event is no JSON object.");
  }
  object_ = std::move(document.as_object());
}

bool JsonEventReader::has(std::string_view name) const {
  const json::value* member = object_.if_contains(name);
  return member != nullptr && !member->is_null();
}

std::string_view JsonEventReader::text(std::string_view name) const {
  const json::value& member = memberOf(object_, name, "text");
  if (!member.is_string()) event_fields::throwUnreadable(name, "text");
  return member.get_string();
}

std::int64_t JsonEventReader::integer(std::string_view name) const {
  json::error_code error;
  const auto value = memberOf(object_, name, "integer").to_number<std::int64_t>(error);
  if (error) event_fields::throwUnreadable(name, "integer");
  return value;
}

double JsonEventReader::number(std::string_view name) const {
  json::error_code error;
  const auto value = memberOf(object_, name, "number").to_number<double>(error);
  if (error) event_fields::throwUnreadable(name, "number");
  return value;
}

bool JsonEventReader::boolean(std::string_view name) const {
  const json::value& member = memberOf(object_, name, "boolean");
  if (!member.is_bool()) event_fields::throwUnreadable(name, "boolean");
  return member.get_bool();
}

std::vector<std::string> JsonEventReader::texts(std::string_view name) const {
  const json::value& member = memberOf(object_, name, "texts");
  if (!member.is_array()) event_fields::throwUnreadable(name, "texts");
  std::vector<std::string> texts;
  for (const json::value& one : member.get_array()) {
    if (!one.is_string()) event_fields::throwUnreadable(name, "texts");
    texts.emplace_back(std::string_view(one.get_string()));
  }
  return texts;
}

}  // namespace itops::events
