#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "exclusion/exclusion_scope.hpp"
#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops::sla {

/// How far back five-minute windows are kept, and with them what can be corrected.
inline constexpr std::chrono::hours kWindowsKept{24 * 90};

/// Half-open, and not empty.
struct TimeSpan {
  Timestamp from{};
  Timestamp to{};

  bool operator==(const TimeSpan&) const = default;
};

/// Time that was agreed not to count.
struct ExclusionWindow {
  std::int32_t id = 0;  ///< sla.exclusion_window.id; 0 before it was stored
  Uuid uuid = {};       ///< what the API shows
  ExclusionScope scope = {};
  Timestamp started_at{};
  std::optional<Timestamp> planned_end_at = {};
  std::optional<Timestamp> ended_at = {};  ///< when somebody stopped it
  Timestamp created_at{};
  std::string reason = {};
  std::string started_by = {};
  std::optional<std::string> ended_by = {};

  /// When it ends: as it was stopped, else as planned; empty while neither is known.
  std::optional<Timestamp> end() const { return ended_at ? ended_at : planned_end_at; }
  /// A planned end that passes ends it without anybody doing anything.
  bool isOpenAt(Timestamp instant) const { return !ended_at && (!end() || *end() > instant); }
};

/// Throws Error(kConflict, "windows_gone") for an instant whose windows are kept no longer. Pure.
void requireCorrectable(Timestamp instant, Timestamp now);

/// The past in which a window that is started now counts from then on: of one that starts with the
/// present none. Pure. [any]
std::optional<TimeSpan> pastExcludedBy(const ExclusionWindow& window, Timestamp now);

/// The past that counts again when an open window is stopped as of `ended_at`. Pure. [any]
std::optional<TimeSpan> pastCountedAgain(const ExclusionWindow& window, Timestamp ended_at,
                                         Timestamp now);

}  // namespace itops::sla
