#pragma once

#include <array>
#include <string>
#include <utility>

#include "arithmetic/class_times.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// The columns in which all tables have times per class, in milliseconds.
inline constexpr std::array<std::pair<TimeClass, const char*>, kTimeClassCount> kClassColumns{{
    {TimeClass::kUp, "up_ms"},
    {TimeClass::kDegraded, "degraded_ms"},
    {TimeClass::kDown, "down_ms"},
    {TimeClass::kMaintenance, "maintenance_ms"},
    {TimeClass::kUnknown, "unknown_ms"},
    {TimeClass::kExcluded, "excluded_ms"},
}};

/// The times of a row: columns up_ms and so on, all with `prefix`.
ClassTimes classTimesFrom(const Rows::Row& row, const std::string& prefix = "");

}  // namespace itops::sla
