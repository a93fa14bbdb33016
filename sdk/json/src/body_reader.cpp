#include "itops/json/body_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace itops {
namespace {

namespace json = boost::json;

/// A double that stands for a decimal is at most this far from the nearest one.
constexpr double kFractionSlack = 1e-12;

/// `0.01` for 1 in parts of 100.
std::string decimal(int value, int parts) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.10g", static_cast<double>(value) / parts);
  return text.data();
}

std::string listOf(std::initializer_list<std::string_view> words) {
  std::string list;
  for (const auto word : words) list.append(list.empty() ? "" : ", ").append(word);
  return list;
}

}  // namespace

BodyReader::BodyReader(const Request& request) {
  json::error_code error;
  json::value document = json::parse(json::string_view(request.body()), error);
  if (error || !document.is_object()) {
    throw Error(ErrorKind::kInvalid, error ? "json_invalid" : "json_not_object",
                "The body must be a JSON object; see the documentation of the route.",
                error ? error.message() : "");
  }
  body_ = std::move(document.as_object());
}

bool BodyReader::has(std::string_view name) const {
  const auto* value = body_.if_contains(name);
  return value != nullptr && !value->is_null();
}

bool BodyReader::isNull(std::string_view name) const {
  const auto* value = body_.if_contains(name);
  return value != nullptr && value->is_null();
}

const json::value* BodyReader::find(std::string_view name) {
  asked_.emplace(name);
  return has(name) ? body_.if_contains(name) : nullptr;
}

std::string BodyReader::secretText(std::string_view name, std::size_t bytes_max) {
  const auto* value = find(name);
  if (value != nullptr && value->is_string() && value->get_string().size() <= bytes_max) {
    return std::string(std::string_view(value->get_string()));
  }
  wrong(name,
        "Expected a text of at most " + std::to_string(bytes_max) + " bytes; it is required.");
  return {};
}

std::optional<std::string> BodyReader::text(std::string_view name, std::size_t bytes_max) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  const bool usable = value->is_string() && !value->get_string().empty() &&
                      value->get_string().size() <= bytes_max &&
                      value->get_string().find('\0') == json::string::npos;
  if (usable) return std::string(std::string_view(value->get_string()));
  wrong(name, "Expected a text of 1 to " + std::to_string(bytes_max) + " bytes.");
  return std::nullopt;
}

std::string BodyReader::requiredText(std::string_view name, std::size_t bytes_max) {
  if (auto value = text(name, bytes_max)) return *std::move(value);
  if (!has(name)) {
    wrong(name, "Expected a text of 1 to " + std::to_string(bytes_max) + " bytes; it is required.");
  }
  return {};
}

std::optional<std::string> BodyReader::word(std::string_view name,
                                            std::initializer_list<std::string_view> allowed) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_string()) {
    const std::string_view text = value->get_string();
    if (std::find(allowed.begin(), allowed.end(), text) != allowed.end()) return std::string(text);
  }
  wrong(name, "Expected one of " + listOf(allowed) + ".");
  return std::nullopt;
}

std::optional<bool> BodyReader::flag(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_bool()) return value->get_bool();
  wrong(name, "Expected true or false.");
  return std::nullopt;
}

std::optional<Timestamp> BodyReader::timestamp(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_string()) {
    if (const auto time = parseTimestamp(value->get_string())) return time;
  }
  wrong(name, "Expected an RFC 3339 time such as 2026-03-01T12:05:00Z.");
  return std::nullopt;
}

std::optional<int> BodyReader::integer(std::string_view name, int least, int most) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_int64() && value->get_int64() >= least && value->get_int64() <= most) {
    return static_cast<int>(value->get_int64());
  }
  wrong(name, "Expected a whole number from " + std::to_string(least) + " to " +
                  std::to_string(most) + ".");
  return std::nullopt;
}

std::optional<std::vector<std::string>> BodyReader::texts(std::string_view name,
                                                          std::size_t items_max) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  std::vector<std::string> list;
  bool usable = value->is_array() && value->get_array().size() <= items_max;
  for (std::size_t i = 0; usable && i < value->get_array().size(); ++i) {
    const auto& item = value->get_array()[i];
    usable = item.is_string() && !item.get_string().empty() &&
             item.get_string().size() <= kTextBytesMax &&
             item.get_string().find('\0') == json::string::npos;
    if (usable) list.emplace_back(std::string_view(item.get_string()));
  }
  if (usable) return list;
  wrong(name, "Expected a list of at most " + std::to_string(items_max) + " texts of 1 to " +
                  std::to_string(kTextBytesMax) + " bytes.");
  return std::nullopt;
}

std::optional<double> BodyReader::number(std::string_view name, double least, double most) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_number()) {
    const auto number = value->to_number<double>();
    if (number >= least && number <= most) return number;
  }
  std::array<char, 64> range{};
  std::snprintf(range.data(), range.size(), "%.10g to %.10g", least, most);
  wrong(name, "Expected a number from " + std::string(range.data()) + ".");
  return std::nullopt;
}

std::optional<int> BodyReader::fraction(std::string_view name, int parts, int least, int most) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_number()) {
    const auto number = value->to_number<double>();
    const double nearest = std::round(number * parts);
    const bool exact = std::abs(nearest / parts - number) <= kFractionSlack;
    if (exact && nearest >= least && nearest <= most) return static_cast<int>(nearest);
  }
  wrong(name, "Expected a number from " + decimal(least, parts) + " to " + decimal(most, parts) +
                  " in steps of " + decimal(1, parts) + ".");
  return std::nullopt;
}

void BodyReader::wrong(std::string_view name, std::string message) {
  asked_.emplace(name);
  errors_.push_back({std::string(name), std::move(message)});
}

void BodyReader::throwIfWrong(std::string_view consequence) {
  for (const auto& [name, value] : body_) {
    if (asked_.contains(std::string_view(name))) continue;
    std::string known;
    for (const auto& one : asked_) known.append(known.empty() ? "" : ", ").append(one);
    errors_.push_back({std::string(name), "This field is not known; known are " + known + "."});
  }
  if (errors_.empty()) return;
  throw Error(ErrorKind::kInvalid, "fields_invalid",
              std::string(consequence) + ", because some fields can't be used; see errors.", {},
              std::move(errors_));
}

}  // namespace itops
