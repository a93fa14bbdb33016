#include "itops/testing/push.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "itops/error.hpp"

namespace itops::test {
namespace {

std::string textOf(const FakePushFields::Given& given) {
  if (const auto* text = std::get_if<std::string>(&given)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&given)) return std::to_string(*whole);
  return std::to_string(std::get<double>(given));
}

std::optional<double> numberOf(const FakePushFields::Given& given) {
  if (const auto* whole = std::get_if<std::int64_t>(&given)) return static_cast<double>(*whole);
  if (const auto* number = std::get_if<double>(&given)) return *number;
  const auto& text = std::get<std::string>(given);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

FakePushFields::FakePushFields(std::initializer_list<Field> fields) {
  for (const Field& field : fields) given_.insert_or_assign(field.name, field.value);
}

const FakePushFields::Given* FakePushFields::find(std::string_view name) {
  asked_.emplace(name);
  const auto found = given_.find(name);
  return found == given_.end() ? nullptr : &found->second;
}

std::optional<std::string> FakePushFields::text(std::string_view name, std::size_t bytes_max) {
  const Given* given = find(name);
  if (given == nullptr) return std::nullopt;
  const std::string text = textOf(*given).substr(0, bytes_max);
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) return std::nullopt;
  return text;
}

std::optional<double> FakePushFields::number(std::string_view name) {
  const Given* given = find(name);
  if (given == nullptr) return std::nullopt;
  const auto number = numberOf(*given);
  if (!number) {
    warn("field.ignored", name, "Expected a number.");
  } else if (std::holds_alternative<std::string>(*given)) {
    warn("field.coerced", name, "Expected a number.");
  }
  return number;
}

std::optional<std::int64_t> FakePushFields::integer(std::string_view name) {
  const Given* given = find(name);
  if (given == nullptr) return std::nullopt;
  if (const auto* whole = std::get_if<std::int64_t>(given)) return *whole;
  const auto number = this->number(name);
  if (!number) return std::nullopt;
  if (std::holds_alternative<double>(*given)) {
    warn("field.coerced", name, "Expected a whole number.");
  }
  return static_cast<std::int64_t>(std::clamp(std::round(*number), -9.2e18, 9.2e18));
}

std::optional<std::string> FakePushFields::word(std::string_view name,
                                                std::span<const std::string_view> allowed,
                                                std::string_view fallback, std::string_view code) {
  const Given* given = find(name);
  if (given == nullptr) return std::nullopt;
  const std::string word = lowered(textOf(*given));
  for (const auto one : allowed) {
    if (lowered(std::string(one)) == word) return std::string(one);
  }
  warn(code, name, "Expected another word.");
  return std::string(fallback);
}

std::optional<Timestamp> FakePushFields::timestamp(std::string_view name) {
  const Given* given = find(name);
  if (given == nullptr) return std::nullopt;
  const auto time = parseTimestamp(textOf(*given));
  if (!time) warn("field.ignored", name, "Expected an RFC 3339 time.");
  return time;
}

void FakePushFields::warn(std::string_view code, std::string_view field, std::string message) {
  warnings_.push_back({std::string(code), std::string(field), std::move(message)});
}

std::vector<std::string> FakePushFields::unexpected() const {
  std::vector<std::string> names;
  for (const auto& [name, given] : given_) {
    if (!asked_.contains(name)) names.push_back(name);
  }
  return names;
}

void FakePushes::add(PushRoute route, std::unique_ptr<PushEndpoint> endpoint) {
  if (endpoint == nullptr) {
    throw Error(ErrorKind::kInvalid, "push_endpoint_missing",
                "The push endpoint at " + route.path + " is null; pass an object.");
  }
  added_.push_back({std::move(route), std::move(endpoint)});
}

PushEndpoint& FakePushes::endpoint(std::string_view path) const {
  for (const Added& one : added_) {
    if (one.route.path == path) return *one.endpoint;
  }
  throw std::out_of_range("there is no push endpoint at " + std::string(path));
}

}  // namespace itops::test
