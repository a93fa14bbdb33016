#pragma once

#include <optional>
#include <string>

#include "exclusion/exclusion_window.hpp"
#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::sla {

/// What a caller asks for.
struct ExclusionStart {
  ExclusionScope scope;
  std::string reason;
  std::optional<Timestamp> planned_end_at;
  std::optional<Timestamp> started_at;  ///< empty: now
};

/// Which window to stop, by id or else by scope.
struct ExclusionStop {
  std::optional<Uuid> id;
  ExclusionScope scope;
  std::optional<Timestamp> ended_at;  ///< empty: now
  std::optional<std::string> reason;  ///< of the correction; empty: that of the window
};

/// Starts and stops exclusion windows. A start or an end that is given in the past is a correction:
/// it is written down with author and reason, and what was counted already is counted again. It
/// wants the permission of corrections besides. [request]
class Exclusions {
 public:
  /// All outlive this object.
  Exclusions(Database& database, Audit& audit, const Clock& clock)
      : database_(database), audit_(audit), clock_(clock) {}

  /// The new window. Throws Error(kNotFound, "path_not_found" or "group_not_found"),
  /// Error(kInvalid, "fields_invalid"), Error(kConflict, "windows_gone"), Error(kForbidden,
  /// "forbidden").
  ExclusionWindow start(const Request& request, const ExclusionStart& wanted);

  /// The open window with another planned end, or with none: what was past stays as it is. Throws
  /// Error(kNotFound, "exclusion_window_not_found"), Error(kConflict, "exclusion_window_ended"),
  /// Error(kInvalid, "fields_invalid") for an end that is not ahead.
  ExclusionWindow replan(const Request& request, const Uuid& id,
                         std::optional<Timestamp> planned_end_at);

  /// The window as it was stopped. Throws Error(kNotFound, "exclusion_window_not_found" or
  /// "exclusion_window_not_open"), Error(kConflict, "exclusion_window_ended",
  /// "exclusion_window_ambiguous" or "windows_gone"), Error(kInvalid, "fields_invalid"),
  /// Error(kForbidden, "forbidden").
  ExclusionWindow stop(const Request& request, const ExclusionStop& wanted);

 private:
  ExclusionWindow lockedWindow(Transaction& transaction, const ExclusionStop& wanted,
                               Timestamp now) const;
  void correct(Transaction& transaction, const Request& request, const ExclusionWindow& window,
               const TimeSpan& past, const std::string& reason, Timestamp now);

  Database& database_;
  Audit& audit_;
  const Clock& clock_;
};

}  // namespace itops::sla
