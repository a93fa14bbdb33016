#include <charconv>

#include "itops/database.hpp"
#include "itops/error.hpp"
#include "postgres_text.hpp"

namespace itops {
namespace {

[[noreturn]] void failColumn(std::string_view column, const std::string& reason) {
  throw Error(ErrorKind::kInternal, "database_error", "The database answered unexpectedly.",
              "column " + std::string(column) + ": " + reason);
}

/// The value itself is left out of the message: it may be a client's text.
[[noreturn]] void failType(std::string_view column, const char* expected) {
  failColumn(column, std::string("the text doesn't read as ") + expected);
}

template <class Number>
Number parseNumber(std::string_view column, std::string_view text, const char* expected) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) failType(column, expected);
  return value;
}

}  // namespace

int Rows::Row::index(std::string_view column) const {
  const int index = data_->columnIndex(column);
  if (index < 0) failColumn(column, "the answer has no such column");
  return index;
}

bool Rows::Row::isNull(std::string_view column) const {
  return data_->isNull(row_, index(column));
}

std::string_view Rows::Row::text(std::string_view column) const {
  const int position = index(column);
  if (data_->isNull(row_, position)) failColumn(column, "NULL was read as a plain value");
  return data_->text(row_, position);
}

std::int64_t Rows::Row::integer(std::string_view column) const {
  return parseNumber<std::int64_t>(column, text(column), "an integer");
}

double Rows::Row::number(std::string_view column) const {
  return parseNumber<double>(column, text(column), "a number");
}

bool Rows::Row::boolean(std::string_view column) const {
  const std::string_view value = text(column);
  if (value != "t" && value != "f") failType(column, "a boolean");
  return value == "t";
}

Timestamp Rows::Row::timestamp(std::string_view column) const {
  const auto value = postgres_text::parseTimestamp(text(column));
  if (!value) failType(column, "a timestamptz of the years 1 to 9999 in UTC");
  return *value;
}

Uuid Rows::Row::uuid(std::string_view column) const {
  const auto value = Uuid::parse(text(column));
  if (!value) failType(column, "a UUID");
  return *value;
}

std::optional<std::string> Rows::Row::optionalText(std::string_view column) const {
  if (isNull(column)) return std::nullopt;
  return std::string(text(column));
}

std::optional<std::int64_t> Rows::Row::optionalInteger(std::string_view column) const {
  if (isNull(column)) return std::nullopt;
  return integer(column);
}

std::optional<double> Rows::Row::optionalNumber(std::string_view column) const {
  if (isNull(column)) return std::nullopt;
  return number(column);
}

std::optional<Timestamp> Rows::Row::optionalTimestamp(std::string_view column) const {
  if (isNull(column)) return std::nullopt;
  return timestamp(column);
}

std::vector<std::string> Rows::Row::textArray(std::string_view column) const {
  auto elements = postgres_text::parseTextArray(text(column));
  if (!elements) failType(column, "a one-dimensional array of texts without NULLs");
  return std::move(*elements);
}

}  // namespace itops
