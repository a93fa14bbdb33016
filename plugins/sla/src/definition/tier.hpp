#pragma once

#include <cstdint>
#include <string>

#include "arithmetic/uptime.hpp"
#include "itops/json/body_reader.hpp"
#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops::sla {

/// A level of service with what is promised for it. The four that are named like a criticality are
/// those of the services with that criticality.
struct Tier {
  std::int32_t id = 0;
  std::string name = {};
  std::string display_name = {};
  Percent target = {};
  int response_minutes = 0;
  int resolution_minutes = 0;
  Timestamp created_at{};
  Uuid definition_uuid = {};  ///< of the definition that was made with it

  /// critical, high, medium or low. Pure. [any]
  bool isCriticality() const;
};

/// A tier as POST asks for it; wrong members are noted in `body`.
Tier newTierFrom(BodyReader& body);
/// Changes a tier as PATCH asks for it; wrong members are noted in `body`.
void applyTierChange(BodyReader& body, Tier& tier);

/// `uptimeTarget`, a percentage above 0. Empty when it is absent or wrong.
std::optional<Percent> uptimeTargetFrom(BodyReader& body);
/// Minutes of `name`. Empty when it is absent or wrong.
std::optional<int> minutesFrom(BodyReader& body, const char* name);

}  // namespace itops::sla
