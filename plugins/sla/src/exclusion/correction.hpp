#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "exclusion/exclusion_window.hpp"

namespace itops::sla {

/// A change of time that had passed, by whom and why. Never changed itself.
struct Correction {
  enum class Kind { kIncident, kExclusionWindow };

  std::int32_t id = 0;
  Uuid uuid = {};  ///< what the API shows
  Kind kind = Kind::kExclusionWindow;
  std::optional<std::int32_t> service_id = {};           ///< of an incident
  std::optional<std::int32_t> exclusion_window_id = {};  ///< of an exclusion window
  std::optional<std::int32_t> incident_id = {};
  std::optional<Uuid> exclusion_window_uuid = {};  ///< read only
  std::optional<Uuid> incident_uuid = {};
  std::string scope = {};  ///< for people: ExclusionScope::toString()
  TimeSpan time = {};
  Timestamp made_at{};
  std::string author = {};
  std::string reason = {};
};

/// `incident` or `exclusion_window`. [any]
std::string_view correctionKindName(Correction::Kind kind);
/// `exclusion_window` for any other text. [any]
Correction::Kind correctionKindFrom(std::string_view word);

}  // namespace itops::sla
