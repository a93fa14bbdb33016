#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "itops/registry.hpp"
#include "itops/timestamp.hpp"
#include "size_anomaly.hpp"

namespace itops::backup {

/// What became of one attempt; the values are those of the database.
enum class Outcome { kSuccess = 1, kPartial = 2, kFailed = 3 };

/// What the list shows of a service.
enum class ShownStatus { kOk, kPartial, kFailed, kStale, kNever };

/// Words of the API: `success`, `partial`, `failed`. [any]
std::string_view outcomeName(Outcome outcome);
/// `ok`, `partial`, `failed`, `stale`, `never`. [any]
std::string_view statusName(ShownStatus status);
/// The status of that name; empty for any other text. [any]
std::optional<ShownStatus> parseShownStatus(std::string_view name);

/// What the settings say for all services.
struct Rules {
  double max_age_days = 1;
  std::chrono::microseconds overdue_grace{};  ///< from being overdue to the event
  bool partial_is_success = false;
};

/// One report about one service.
struct Attempt {
  Timestamp observed_at{};
  Outcome outcome = Outcome::kFailed;
  std::optional<std::int64_t> size_bytes = {};
  std::optional<double> duration_seconds = {};
  std::optional<Timestamp> verified_at = {};
  std::string message = {};
};

/// What somebody says about the backups of a service; what is empty is not said.
struct Expectation {
  std::optional<bool> expected = {};
  std::optional<Timestamp> expected_since = {};  ///< set while `expected` is true
  std::optional<double> max_age_days = {};
  std::optional<std::string> schedule = {};
};

/// Where the reports leave a service.
struct BackupState {
  std::optional<Timestamp> last_attempt_at = {};
  std::optional<Outcome> last_outcome = {};
  std::string message = {};  ///< of the last attempt
  std::optional<Timestamp> last_success_at = {};
  std::optional<std::int64_t> size_bytes = {};   ///< of the last success
  std::optional<double> duration_seconds = {};   ///< of the last success
  std::optional<SizeAnomaly> size_anomaly = {};  ///< of the last success
  std::optional<Timestamp> verified_at = {};
  std::optional<Timestamp> told_overdue_since = {};  ///< of the event that waits for its end
};

/// All that is known of the backups of one service.
struct Backup {
  ServiceRef service;
  bool archived = false;
  Expectation declared;                     ///< by Git; counts before `asked`
  Expectation asked;                        ///< by people
  std::optional<std::string> storage_size;  ///< by Git, like retention
  std::optional<std::string> retention;
  BackupState state;

  /// What counts, field by field.
  Expectation expectation() const;
};

/// What the clock makes of it.
struct Verdict {
  ShownStatus status = ShownStatus::kNever;
  std::optional<Timestamp> overdue_since;  ///< set for what is stale
  bool alarms = false;                     ///< overdue for longer than the grace, and expected
};

/// Takes an attempt over into the state. An older one than the newest known changes no attempt, but
/// may still be the newest success. The size is not judged.
/// @return true when it is the newest success from now on
bool apply(BackupState& state, const Attempt& attempt, const Rules& rules);

/// Judges a service at an instant, the same for the list, the answer to a push and the events.
/// Overdue is a success that is older than it may be; without any, the time since backups are
/// expected counts. What nobody expects, but was pushed once, is stale too, without an alarm; what
/// somebody said not to expect never is.
Verdict verdictOf(const Backup& backup, const Rules& rules, Timestamp now);

/// In days, from the expectation or the settings.
double maxAgeDaysOf(const Backup& backup, const Rules& rules);

/// Why an alarm that was told is over without a success, in the words of BackupRecovered.
std::string_view lapseReasonOf(const Backup& backup);

}  // namespace itops::backup
