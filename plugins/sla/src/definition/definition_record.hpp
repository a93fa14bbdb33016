#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "definition/definition.hpp"
#include "definition/tier.hpp"
#include "itops/json/body_reader.hpp"
#include "itops/timestamp.hpp"

namespace itops::sla {

/// A definition as it is stored: what it says itself, and its tier for the rest.
struct DefinitionRecord {
  std::int32_t id = 0;
  Uuid uuid = {};
  std::string name = {};
  Tier tier = {};
  std::optional<Percent> own_target = {};  ///< empty, like the next two: that of the tier
  std::optional<int> own_response_minutes = {};
  std::optional<int> own_resolution_minutes = {};
  CountingPolicy counting = {};
  SilencePolicy silence = SilencePolicy::kDown;
  RollUp roll_up = RollUp::kAverage;
  std::optional<std::string> time_zone = {};
  bool made_from_tier = false;  ///< the one that its tier has by itself
  bool declared = false;        ///< an agent says its tier and figures, for a group
  Timestamp created_at{};
  std::int64_t services = 0;  ///< how many services and groups have it
  std::int64_t groups = 0;
};

/// Sets what a body names, for POST and PATCH alike; null sets a member to its default. Wrong
/// members are noted in `body`. Pure. [any]
/// @param tiers those that it may name
void applyDefinitionChange(BodyReader& body, std::span<const Tier> tiers,
                           DefinitionRecord& definition);

}  // namespace itops::sla
