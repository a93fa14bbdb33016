#pragma once

#include <optional>
#include <string_view>

#include "itops/timestamp.hpp"

namespace itops::gitops {

/// Reads ISO 8601 as scripts write it: `2026-04-26`, `2026-04-26T10:30`, `2026-04-26T10:30:00.5`,
/// each time with `Z`, `+02:00`, `+0200` or nothing, which is UTC. Empty for anything else. [any]
std::optional<Timestamp> parseIsoTime(std::string_view text);

}  // namespace itops::gitops
