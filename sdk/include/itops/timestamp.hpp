#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace itops {

/// An instant in UTC with microsecond resolution, the resolution PostgreSQL keeps.
/// Functions here are pure and may be called from [any] thread.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// Formats as RFC 3339 in UTC: `2026-03-01T12:05:00Z`, with milli- or microseconds appended only
/// when they are not zero (`.250Z`, `.000001Z`). Years outside 0000..9999 are clamped.
std::string formatTimestamp(Timestamp timestamp);

/// Reads RFC 3339 with any offset (`2026-03-01T14:05:00.5+02:00`), `T` or a space between date and
/// time, upper or lower case. Digits after the sixth of a fraction are cut.
/// Empty when the text is not such a time, including impossible dates (30 February) and hour 24.
std::optional<Timestamp> parseTimestamp(std::string_view text);

}  // namespace itops
