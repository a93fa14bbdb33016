#pragma once

#include <optional>
#include <string>

#include "arithmetic/period.hpp"
#include "period/figures.hpp"
#include "period/period_repository.hpp"

namespace itops::sla {

/// A service or group with all that its figures depend on beside its stored times.
struct MeasuredSubject {
  SubjectRow subject;
  std::optional<Definition> definition;  ///< empty before the first window after it was made
  Calendar calendar;                     ///< of the definition's time zone, else the platform's
  Yardstick yardstick;
  std::optional<Instant> counted_until;  ///< start of the first window that was not counted
};

/// Looks a subject up. Throws Error(kNotFound, "service_not_found") or Error(kNotFound,
/// "sla_group_not_found"). [request]
///
/// @param platform_zone IANA name, for definitions without one
MeasuredSubject measuredSubject(Transaction& transaction, const SubjectName& name,
                                const std::string& platform_zone);

/// Refuses a group that isn't there. Throws Error(kNotFound, "sla_group_not_found").
[[noreturn]] void refuseUnknownGroup(const std::string& name);

}  // namespace itops::sla
