#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "itops/timestamp.hpp"

/// PostgreSQL's text forms of values, shared by parameters and answers. [any]
namespace itops::postgres_text {

/// Appends the shortest decimal form that reads back as the same number; `NaN`, `Infinity`.
void appendNumber(std::string& text, double value);

/// `2026-03-01 12:05:00.000001+00`, always with six digits of fraction. Throws
/// Error(kInvalid, "timestamp_out_of_range") outside the years 1..9999.
std::array<char, 29> timestampText(Timestamp value);

/// Appends a double-quoted array element, which has no NUL.
void appendQuoted(std::string& text, std::string_view element);

/// Throws Error(kInvalid, "nul_in_text") when the text has a NUL, which PostgreSQL can't store.
void refuseNul(std::string_view text);

/// Reads what a session in UTC writes for a timestamptz. Empty for anything else, among it years
/// before Christ or after 9999 and the infinities.
std::optional<Timestamp> parseTimestamp(std::string_view text);

/// Reads a one-dimensional array of texts. Empty for anything else, a NULL element included.
std::optional<std::vector<std::string>> parseTextArray(std::string_view text);

}  // namespace itops::postgres_text
