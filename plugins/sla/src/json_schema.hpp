#pragma once

#include "itops/query.hpp"

namespace itops::sla {

inline constexpr const char* kTimeSchema = R"({"type":"string","format":"date-time"})";

}  // namespace itops::sla
