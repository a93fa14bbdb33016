#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace itops::config {

/// Reads a whole number with its unit: `250ms`, `30s`, `5m`, `24h`, `90d`. Empty for any other
/// text, for signs, and above 100 years. [any]
std::optional<std::chrono::milliseconds> parseDuration(std::string_view text);

/// The shortest exact form that parseDuration() reads: 120000 ms is `2m`. [any]
std::string formatDuration(std::chrono::milliseconds duration);

}  // namespace itops::config
