#include "incident/incident_rules.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace itops::sla {

void PrintTo(const IncidentSteps& steps, std::ostream* out) {
  *out << (steps.close_at ? "close " + formatTimestamp(*steps.close_at) + " " : "")
       << (steps.archived ? "archived " : "") << (steps.open ? "open " : "")
       << (steps.resume ? "resume " : "")
       << (steps.recover_at ? "recover " + formatTimestamp(*steps.recover_at) : "");
}

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr minutes kHoldTime{2};

Timestamp at(const std::string& time) {
  return *parseTimestamp("2026-03-01T" + time + "Z");
}

Interval interval(const std::string& from, const std::string& to) {
  return {instantOf(at(from)), instantOf(at(to))};
}

const OpenIncident kDownSinceNoon{.opened_at = at("12:00:00")};
const OpenIncident kRecovered{.opened_at = at("12:00:00"), .recovered_at = at("12:10:00")};

// SLA-97
TEST(SlaIncidentRules, DownOpensOne) {
  EXPECT_EQ(stepsFor(std::nullopt, {Status::kDown, at("12:00:00")}, kHoldTime),
            IncidentSteps{.open = true});
}

TEST(SlaIncidentRules, NothingElseOpensOne) {
  for (const Status status :
       {Status::kOperational, Status::kDegraded, Status::kMaintenance, Status::kUnknown}) {
    EXPECT_EQ(stepsFor(std::nullopt, {status, at("12:00:00")}, kHoldTime), IncidentSteps{});
  }
}

TEST(SlaIncidentRules, DownInExcludedTimeOpensNone) {
  EXPECT_EQ(stepsFor(std::nullopt, {Status::kDown, at("12:00:00"), true}, kHoldTime),
            IncidentSteps{});
}

// SLA-102
TEST(SlaIncidentRules, DownAgainIsTheSameIncident) {
  EXPECT_EQ(stepsFor(kDownSinceNoon, {Status::kDown, at("12:05:00")}, kHoldTime), IncidentSteps{});
}

TEST(SlaIncidentRules, UnknownAndMaintenanceNeverCloseIt) {
  for (const Status status : {Status::kMaintenance, Status::kUnknown}) {
    EXPECT_EQ(stepsFor(kDownSinceNoon, {status, at("12:05:00")}, seconds(0)), IncidentSteps{});
    EXPECT_EQ(stepsFor(kDownSinceNoon, {status, at("12:05:00")}, kHoldTime), IncidentSteps{});
    EXPECT_EQ(stepsFor(kRecovered, {status, at("12:11:00")}, kHoldTime), IncidentSteps{});
  }
}

// SLA-101
TEST(SlaIncidentRules, ARecoveryHoldsItOpenOrClosesItAtOnce) {
  for (const Status status : {Status::kOperational, Status::kDegraded}) {
    const StatusChange recovery{status, at("12:10:00")};
    EXPECT_EQ(stepsFor(kDownSinceNoon, recovery, kHoldTime),
              IncidentSteps{.recover_at = at("12:10:00")});
    EXPECT_EQ(stepsFor(kDownSinceNoon, recovery, seconds(0)),
              IncidentSteps{.close_at = at("12:10:00")});
  }
}

TEST(SlaIncidentRules, TheFirstOfSeveralRecoveriesCounts) {
  EXPECT_EQ(stepsFor(kRecovered, {Status::kDegraded, at("12:11:00")}, kHoldTime), IncidentSteps{});
}

TEST(SlaIncidentRules, DownWithinTheHoldResumesIt) {
  EXPECT_EQ(stepsFor(kRecovered, {Status::kDown, at("12:11:59")}, kHoldTime),
            IncidentSteps{.resume = true});
}

TEST(SlaIncidentRules, DownAfterTheHoldIsANewOne) {
  EXPECT_EQ(stepsFor(kRecovered, {Status::kDown, at("12:12:00")}, kHoldTime),
            (IncidentSteps{.close_at = at("12:10:00"), .open = true}));
}

TEST(SlaIncidentRules, DownInExcludedTimeResumesNone) {
  EXPECT_EQ(stepsFor(kRecovered, {Status::kDown, at("12:11:00"), true}, kHoldTime),
            IncidentSteps{});
}

TEST(SlaIncidentRules, ARecoveryIsNotBeforeTheOutageThatSilenceWas) {
  EXPECT_EQ(stepsFor(kDownSinceNoon, {Status::kOperational, at("11:59:58")}, seconds(0)),
            IncidentSteps{.close_at = at("12:00:00")});
}

TEST(SlaIncidentRules, ArchivingClosesItAndWhatComesThenIsNew) {
  OpenIncident archived = kDownSinceNoon;
  archived.archived_at = at("12:30:00");
  EXPECT_EQ(stepsFor(archived, {Status::kDown, at("13:00:00")}, kHoldTime),
            (IncidentSteps{.close_at = at("12:30:00"), .archived = true, .open = true}));
  EXPECT_EQ(stepsFor(archived, {Status::kOperational, at("13:00:00")}, kHoldTime),
            (IncidentSteps{.close_at = at("12:30:00"), .archived = true}));
}

TEST(SlaIncidentRules, ARecoveryBeforeArchivingClosedItAlready) {
  OpenIncident archived = kRecovered;
  archived.archived_at = at("12:11:00");
  EXPECT_EQ(stepsFor(archived, {Status::kOperational, at("13:00:00")}, kHoldTime),
            IncidentSteps{.close_at = at("12:10:00")});
}

TEST(SlaIncidentRules, AnOutageCountsFromTheEndOfTheExcludedTimeInWhichItBegan) {
  EXPECT_EQ(opensWithoutChange(at("12:10:00"), {interval("12:00:00", "12:30:00")}, at("12:31:00")),
            at("12:30:00"));
  EXPECT_EQ(opensWithoutChange(at("12:00:00"), {interval("12:00:00", "12:30:00")}, at("12:30:00")),
            at("12:30:00"));
}

TEST(SlaIncidentRules, WhileExcludedTimeLastsNothingIsOpened) {
  EXPECT_EQ(opensWithoutChange(at("12:10:00"), {interval("12:00:00", "12:30:00")}, at("12:29:59")),
            std::nullopt);
}

TEST(SlaIncidentRules, OverlappingAndAdjoiningExclusionsAreOne) {
  const std::vector<Interval> excluded{interval("12:00:00", "12:30:00"),
                                       interval("12:05:00", "12:10:00"),
                                       interval("12:30:00", "13:00:00")};
  EXPECT_EQ(opensWithoutChange(at("12:01:00"), excluded, at("12:59:00")), std::nullopt);
  EXPECT_EQ(opensWithoutChange(at("12:01:00"), excluded, at("13:00:00")), at("13:00:00"));
}

TEST(SlaIncidentRules, AnOutageThatWasMissedCountsFromItsBeginning) {
  EXPECT_EQ(opensWithoutChange(at("12:00:00"), {}, at("12:09:59")), std::nullopt);
  EXPECT_EQ(opensWithoutChange(at("12:00:00"), {}, at("12:10:00")), at("12:00:00"));
  EXPECT_EQ(opensWithoutChange(at("12:30:00"), {interval("12:00:00", "12:30:00")}, at("12:40:00")),
            at("12:30:00"));
}

}  // namespace
}  // namespace itops::sla
