#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "arithmetic/period.hpp"
#include "definition/definition_repository.hpp"

namespace itops::sla {

/// A definition with the month and the day that its clocks show.
struct CurrentDefinition {
  std::optional<Definition> definition;  ///< empty for those without one
  std::string time_zone;
  Period month;
  Period day;
};

/// All definitions at one instant. A value. [any]
class CurrentDefinitions {
 public:
  using ById = std::map<std::int32_t, CurrentDefinition>;

  /// @param platform_zone IANA name, for definitions without one
  CurrentDefinitions(const AssignedDefinitions::ById& definitions, const std::string& platform_zone,
                     Instant now);

  /// That of a subject; for one without a definition the platform's clocks.
  const CurrentDefinition& of(std::optional<std::int32_t> definition_id) const;

  const ById& all() const { return by_id_; }

 private:
  ById by_id_;
  CurrentDefinition none_;
};

}  // namespace itops::sla
