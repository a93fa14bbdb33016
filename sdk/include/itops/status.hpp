#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace itops {

/// Health of a service. The numbers are stored in the database and never change their meaning;
/// cast to int for a statement's value.
enum class Status : std::uint8_t {
  kOperational = 1,  ///< works
  kDegraded = 2,     ///< works worse than it should; counts as up
  kDown = 3,         ///< doesn't work
  kMaintenance = 4,  ///< doesn't work on purpose
  kUnknown = 5,      ///< nobody has told for a while
};

/// All of them, in the order of their numbers.
inline constexpr std::array kStatuses{Status::kOperational, Status::kDegraded, Status::kDown,
                                      Status::kMaintenance, Status::kUnknown};

/// `OPERATIONAL`, `DEGRADED`, `DOWN`, `MAINTENANCE` or `UNKNOWN`. [any]
constexpr std::string_view statusName(Status status) {
  switch (status) {
    case Status::kOperational:
      return "OPERATIONAL";
    case Status::kDegraded:
      return "DEGRADED";
    case Status::kDown:
      return "DOWN";
    case Status::kMaintenance:
      return "MAINTENANCE";
    case Status::kUnknown:
      break;
  }
  return "UNKNOWN";
}

/// The status of that exact, upper-case name; empty for any other text. [any]
constexpr std::optional<Status> parseStatus(std::string_view name) {
  for (const Status status : kStatuses) {
    if (statusName(status) == name) return status;
  }
  return std::nullopt;
}

}  // namespace itops
