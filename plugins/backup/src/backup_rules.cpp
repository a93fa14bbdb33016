#include "backup_rules.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace itops::backup {
namespace {

constexpr std::array<std::pair<std::string_view, ShownStatus>, 5> kStatusNames{{
    {"ok", ShownStatus::kOk},
    {"partial", ShownStatus::kPartial},
    {"failed", ShownStatus::kFailed},
    {"stale", ShownStatus::kStale},
    {"never", ShownStatus::kNever},
}};

// Git may say anything; an age in microseconds must fit into 64 bits.
constexpr double kMaxAgeDaysMax = 100 * 366.0;

template <class T>
std::optional<T> either(const std::optional<T>& first, const std::optional<T>& second) {
  return first ? first : second;
}

template <class T>
void raise(std::optional<T>& highest, const std::optional<T>& candidate) {
  if (candidate && (!highest || *highest < *candidate)) highest = candidate;
}

std::chrono::microseconds ageOf(double days) {
  using Days = std::chrono::duration<double, std::ratio<86400>>;
  return std::chrono::round<std::chrono::microseconds>(Days(std::clamp(days, 0.0, kMaxAgeDaysMax)));
}

/// When the age of the last success began to count; empty when nothing counts.
std::optional<Timestamp> ageBegins(const Backup& backup, const Expectation& expectation) {
  if (!expectation.expected.value_or(true)) return std::nullopt;
  return either(backup.state.last_success_at, expectation.expected_since);
}

ShownStatus shownOutcome(const std::optional<Outcome>& outcome) {
  if (!outcome) return ShownStatus::kNever;
  switch (*outcome) {
    case Outcome::kSuccess:
      return ShownStatus::kOk;
    case Outcome::kPartial:
      return ShownStatus::kPartial;
    case Outcome::kFailed:
      break;
  }
  return ShownStatus::kFailed;
}

}  // namespace

std::string_view outcomeName(Outcome outcome) {
  if (outcome == Outcome::kSuccess) return "success";
  return outcome == Outcome::kPartial ? "partial" : "failed";
}

std::string_view statusName(ShownStatus status) {
  return kStatusNames.at(static_cast<std::size_t>(status)).first;
}

std::optional<ShownStatus> parseShownStatus(std::string_view name) {
  for (const auto& [known, status] : kStatusNames) {
    if (known == name) return status;
  }
  return std::nullopt;
}

Expectation Backup::expectation() const {
  Expectation all;
  all.expected = either(declared.expected, asked.expected);
  all.expected_since = declared.expected ? declared.expected_since : asked.expected_since;
  all.max_age_days = either(declared.max_age_days, asked.max_age_days);
  all.schedule = either(declared.schedule, asked.schedule);
  return all;
}

bool apply(BackupState& state, const Attempt& attempt, const Rules& rules) {
  raise(state.verified_at, attempt.verified_at);
  if (!state.last_attempt_at || *state.last_attempt_at <= attempt.observed_at) {
    state.last_attempt_at = attempt.observed_at;
    state.last_outcome = attempt.outcome;
    state.message = attempt.message;
  }
  const bool succeeded = attempt.outcome == Outcome::kSuccess ||
                         (attempt.outcome == Outcome::kPartial && rules.partial_is_success);
  if (!succeeded || (state.last_success_at && attempt.observed_at < *state.last_success_at)) {
    return false;
  }
  state.last_success_at = attempt.observed_at;
  state.size_bytes = attempt.size_bytes;
  state.duration_seconds = attempt.duration_seconds;
  state.size_anomaly.reset();
  return true;
}

Verdict verdictOf(const Backup& backup, const Rules& rules, Timestamp now) {
  Verdict verdict;
  verdict.status = shownOutcome(backup.state.last_outcome);
  if (backup.archived) return verdict;
  const Expectation expectation = backup.expectation();
  const auto begins = ageBegins(backup, expectation);
  if (!begins) return verdict;
  const Timestamp due = *begins + ageOf(maxAgeDaysOf(backup, rules));
  if (now <= due) return verdict;
  verdict.status = ShownStatus::kStale;
  verdict.overdue_since = due;
  verdict.alarms = expectation.expected.value_or(false) && now > due + rules.overdue_grace;
  return verdict;
}

double maxAgeDaysOf(const Backup& backup, const Rules& rules) {
  return backup.expectation().max_age_days.value_or(rules.max_age_days);
}

std::string_view lapseReasonOf(const Backup& backup) {
  if (backup.archived) return "archived";
  return backup.expectation().expected.value_or(false) ? "age" : "not_expected";
}

}  // namespace itops::backup
