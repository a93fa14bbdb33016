#pragma once

#include <span>
#include <string>

#include "aggregation/window_repository.hpp"

namespace itops::sla {

/// The body of GET /api/v1/sla/windows: `{"items": [...]}`; percentages with four decimals, null
/// where nothing was known. [any]
std::string windowsJson(std::span<const SubjectWindow> windows);

/// JSON Schema of that body.
const char* windowsSchema();

}  // namespace itops::sla
