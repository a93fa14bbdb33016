#include "backup_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace itops::backup {
namespace {

using std::chrono::hours;
using testing::Optional;

/// An instant, in hours after the beginning of the tests' time.
Timestamp at(double hour) {
  const auto start = *parseTimestamp("2026-03-01T00:00:00Z");
  return start + std::chrono::round<std::chrono::microseconds>(
                     std::chrono::duration<double, std::ratio<3600>>(hour));
}

constexpr Rules kRules{.max_age_days = 1, .overdue_grace = hours(2)};

Attempt attempt(double hour, Outcome outcome, std::optional<std::int64_t> size = std::nullopt) {
  return {.observed_at = at(hour), .outcome = outcome, .size_bytes = size};
}

Backup expectedFrom(double hour) {
  Backup backup;
  backup.asked = {.expected = true, .expected_since = at(hour)};
  return backup;
}

Backup reported(Backup backup, const std::vector<Attempt>& attempts, const Rules& rules = kRules) {
  for (const Attempt& one : attempts) apply(backup.state, one, rules);
  return backup;
}

std::string statusAt(const Backup& backup, double hour, const Rules& rules = kRules) {
  return std::string(statusName(verdictOf(backup, rules, at(hour)).status));
}

// SLA-37, SLA-38: by a clock in hours, with a highest age of one day.
TEST(BackupVerdict, FollowsTheAgeOfTheLastSuccess) {
  struct Case {
    const char* name;
    Backup backup;
    double hour;
    const char* status;
  };
  const Attempt success = attempt(0, Outcome::kSuccess);
  const std::vector<Case> cases{
      {"expected, nothing yet", expectedFrom(0), 24, "never"},
      {"expected, nothing for longer", expectedFrom(0), 24.001, "stale"},
      {"a success of a day", reported(expectedFrom(0), {success}), 24, "ok"},
      {"an older one", reported(expectedFrom(0), {success}), 24.001, "stale"},
      {"the age counts from the success", reported(expectedFrom(20), {success}), 24.001, "stale"},
      {"a failure after it", reported(expectedFrom(0), {success, attempt(12, Outcome::kFailed)}),
       24, "failed"},
      {"a failure hides no age",
       reported(expectedFrom(0), {success, attempt(12, Outcome::kFailed)}), 25, "stale"},
      {"a partial one", reported(expectedFrom(0), {success, attempt(12, Outcome::kPartial)}), 24,
       "partial"},
      {"a partial one renews nothing",
       reported(expectedFrom(0), {success, attempt(12, Outcome::kPartial)}), 25, "stale"},
      {"failures without a success", reported(expectedFrom(0), {attempt(1, Outcome::kFailed)}), 24,
       "failed"},
      {"and they start no age", reported(expectedFrom(0), {attempt(20, Outcome::kFailed)}), 25,
       "stale"},
      {"not expected, never reported", Backup{}, 1000, "never"},
      {"reported, and nobody says anything", reported(Backup{}, {success}), 25, "stale"},
  };
  for (const Case& one : cases) EXPECT_EQ(statusAt(one.backup, one.hour), one.status) << one.name;
}

TEST(BackupVerdict, IsNeverStaleWhereSomebodySaysThatNoneIsExpected) {
  Backup backup = reported(Backup{}, {attempt(0, Outcome::kSuccess)});
  backup.asked.expected = false;
  EXPECT_EQ(statusAt(backup, 1000), "ok");
}

TEST(BackupVerdict, IsNeverStaleForAnArchivedService) {
  Backup backup = reported(expectedFrom(0), {attempt(0, Outcome::kSuccess)});
  backup.archived = true;
  EXPECT_EQ(statusAt(backup, 1000), "ok");
}

TEST(BackupVerdict, TellsSinceWhenItIsOverdueAndAlarmsAfterTheGrace) {
  const Backup backup = reported(expectedFrom(0), {attempt(3, Outcome::kSuccess)});
  EXPECT_EQ(verdictOf(backup, kRules, at(27)).overdue_since, std::nullopt);
  EXPECT_THAT(verdictOf(backup, kRules, at(27.5)).overdue_since, Optional(at(27)));
  EXPECT_FALSE(verdictOf(backup, kRules, at(29)).alarms);
  EXPECT_TRUE(verdictOf(backup, kRules, at(29.001)).alarms);
}

TEST(BackupVerdict, AlarmsOnlyWhereBackupsAreExpected) {
  const Backup backup = reported(Backup{}, {attempt(0, Outcome::kSuccess)});
  EXPECT_EQ(statusAt(backup, 100), "stale");
  EXPECT_FALSE(verdictOf(backup, kRules, at(100)).alarms);
}

// Fractions too; what Git declares counts before what people say.
TEST(BackupVerdict, TakesTheAgeFromGitThenFromPeopleThenFromTheSettings) {
  Backup backup = reported(expectedFrom(0), {attempt(0, Outcome::kSuccess)});
  backup.asked.max_age_days = 0.5;
  EXPECT_EQ(statusAt(backup, 12.1), "stale");
  backup.declared.max_age_days = 0.25;
  EXPECT_EQ(statusAt(backup, 6), "ok");
  EXPECT_EQ(statusAt(backup, 6.1), "stale");
  backup.declared.max_age_days = 1e300;
  EXPECT_EQ(statusAt(backup, 24.0 * 365 * 99), "ok");
}

TEST(BackupVerdict, BelievesGitAboutWhatIsExpected) {
  Backup backup = expectedFrom(0);
  backup.declared = {.expected = true, .expected_since = at(10)};
  EXPECT_EQ(statusAt(backup, 30), "never");
  EXPECT_EQ(statusAt(backup, 35), "stale");
  backup.declared = {.expected = false};
  EXPECT_EQ(statusAt(backup, 35), "never");
}

TEST(BackupState, KeepsLastAttemptAndLastSuccessApart) {
  const auto state =
      reported(Backup{}, {attempt(1, Outcome::kSuccess, 100), attempt(2, Outcome::kFailed, 7)})
          .state;
  EXPECT_THAT(state.last_success_at, Optional(at(1)));
  EXPECT_THAT(state.last_attempt_at, Optional(at(2)));
  EXPECT_THAT(state.last_outcome, Optional(Outcome::kFailed));
  EXPECT_THAT(state.size_bytes, Optional(100));
}

TEST(BackupState, IgnoresALateAttemptButNotALateSuccess) {
  Backup backup = reported(Backup{}, {attempt(1, Outcome::kSuccess), attempt(9, Outcome::kFailed)});
  EXPECT_FALSE(apply(backup.state, attempt(5, Outcome::kFailed), kRules));
  EXPECT_THAT(backup.state.last_attempt_at, Optional(at(9)));
  EXPECT_TRUE(apply(backup.state, attempt(6, Outcome::kSuccess), kRules));
  EXPECT_THAT(backup.state.last_success_at, Optional(at(6)));
  EXPECT_THAT(backup.state.last_outcome, Optional(Outcome::kFailed));
  EXPECT_FALSE(apply(backup.state, attempt(5, Outcome::kSuccess), kRules));
  EXPECT_THAT(backup.state.last_success_at, Optional(at(6)));
}

TEST(BackupState, CountsAPartialOneAsSuccessWhereTheSettingSaysSo) {
  Rules rules = kRules;
  rules.partial_is_success = true;
  const Backup backup = reported(expectedFrom(0), {attempt(5, Outcome::kPartial)}, rules);
  EXPECT_THAT(backup.state.last_success_at, Optional(at(5)));
  EXPECT_EQ(statusAt(backup, 28, rules), "partial");
  EXPECT_EQ(reported(expectedFrom(0), {attempt(5, Outcome::kPartial)}).state.last_success_at,
            std::nullopt);
}

TEST(BackupState, KeepsTheNewestVerification) {
  Backup backup;
  for (const int hour : {5, 3}) {
    Attempt verified = attempt(hour, Outcome::kSuccess);
    verified.verified_at = at(hour);
    apply(backup.state, verified, kRules);
  }
  EXPECT_THAT(backup.state.verified_at, Optional(at(5)));
}

TEST(BackupState, ForgetsSizeAndItsJudgementWithTheNextSuccess) {
  Backup backup = reported(Backup{}, {attempt(1, Outcome::kSuccess, 100)});
  backup.state.size_anomaly = SizeAnomaly{.size_bytes = 100};
  apply(backup.state, attempt(2, Outcome::kFailed), kRules);
  EXPECT_TRUE(backup.state.size_anomaly);
  apply(backup.state, attempt(3, Outcome::kSuccess), kRules);
  EXPECT_EQ(backup.state.size_bytes, std::nullopt);
  EXPECT_FALSE(backup.state.size_anomaly);
}

TEST(BackupLapse, NamesWhyNothingIsOverdueAnyMore) {
  Backup backup = expectedFrom(0);
  EXPECT_EQ(lapseReasonOf(backup), "age");
  backup.asked.expected = false;
  EXPECT_EQ(lapseReasonOf(backup), "not_expected");
  backup.archived = true;
  EXPECT_EQ(lapseReasonOf(backup), "archived");
}

TEST(BackupStatus, IsReadByItsName) {
  for (const auto* name : {"ok", "partial", "failed", "stale", "never"}) {
    ASSERT_TRUE(parseShownStatus(name)) << name;
    EXPECT_EQ(statusName(*parseShownStatus(name)), name);
  }
  EXPECT_FALSE(parseShownStatus("OK"));
}

}  // namespace
}  // namespace itops::backup
