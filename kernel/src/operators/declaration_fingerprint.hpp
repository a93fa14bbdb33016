#pragma once

#include <cstdint>

#include "operators/sync_report.hpp"

namespace itops::operators {

/// Hash of everything that a report changes of a service but status, message and times.
std::uint64_t fingerprintOf(const ServiceReport& report);

}  // namespace itops::operators
