#include "ingest/observation_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace itops::ingest {
namespace {

using registry::FieldOwner;
using registry::ServiceRecord;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

const Timestamp kNoon = *parseTimestamp("2026-03-01T12:00:00Z");
const SilenceLimits kGlobalLimits{seconds(120), seconds(300)};

HealthReport reportAt(Timestamp observed_at, Status status, Timestamp received_at) {
  HealthReport report;
  report.path = {{"a", "b", "c", "d"}, "e"};
  report.path_text = report.path.text();
  report.status = status;
  report.message = "m";
  report.observed_at = observed_at;
  report.received_at = received_at;
  return report;
}

HealthReport live(Status status, Timestamp at = kNoon) {
  return reportAt(at, status, at);
}

/// A service after its first push, OPERATIONAL at kNoon.
ServiceRecord knownService() {
  auto record = newServiceRecord(live(Status::kOperational));
  record.id = 7;
  applyHealthReport(record, live(Status::kOperational), true, kGlobalLimits);
  return record;
}

TEST(FirstPush, CreatesTheServiceWithWhatItReports) {  // PUSH-02 SLA-90
  auto report = live(Status::kDegraded);
  report.type = "database";
  report.criticality = "critical";
  report.tags = {"x"};
  auto record = newServiceRecord(report);
  const auto effect = applyHealthReport(record, report, true, kGlobalLimits);
  EXPECT_EQ(record.state.status, Status::kDegraded);
  EXPECT_EQ(record.state.status_since, kNoon);
  EXPECT_EQ(record.fields.type, "database");
  EXPECT_EQ(record.fields.criticality, "critical");
  EXPECT_THAT(record.fields.tags, ElementsAre("x"));
  EXPECT_EQ(record.fields.ownerOf("type"), FieldOwner::kPush);
  ASSERT_TRUE(effect.event);
  EXPECT_EQ(effect.event->cause, "created");
  EXPECT_EQ(effect.event->status, Status::kDegraded);
  EXPECT_FALSE(effect.event->previous);
}

TEST(FirstPush, StartsUnknownWhenItOnlyTellsHistory) {
  const auto report = reportAt(kNoon - seconds(301), Status::kDown, kNoon);
  auto record = newServiceRecord(report);
  const auto effect = applyHealthReport(record, report, true, kGlobalLimits);
  EXPECT_TRUE(effect.history_only);
  EXPECT_EQ(record.state.status, Status::kUnknown);
  EXPECT_FALSE(record.state.silence_from);
  EXPECT_TRUE(effect.observation);
  EXPECT_EQ(effect.event->status, Status::kUnknown);
}

TEST(LaterPush, ChangesStatusAndTellsWhen) {  // PUSH-03
  auto record = knownService();
  const auto effect =
      applyHealthReport(record, live(Status::kDown, kNoon + seconds(60)), false, kGlobalLimits);
  ASSERT_TRUE(effect.event);
  EXPECT_EQ(effect.event->service_id, 7);
  EXPECT_EQ(effect.event->previous, Status::kOperational);
  EXPECT_EQ(effect.event->status, Status::kDown);
  EXPECT_EQ(effect.event->occurred_at, kNoon + seconds(60));
  EXPECT_EQ(record.state.status_since, kNoon + seconds(60));
}

TEST(LaterPush, WithTheSameStatusMovesTimesAndMessageOnly) {
  auto record = knownService();
  const auto revision = record.state.revision;
  const auto effect = applyHealthReport(record, live(Status::kOperational, kNoon + seconds(60)),
                                        false, kGlobalLimits);
  EXPECT_FALSE(effect.event);
  EXPECT_EQ(record.state.revision, revision);
  EXPECT_EQ(record.state.status_since, kNoon);
  EXPECT_EQ(record.state.last_seen_at, kNoon + seconds(60));
  EXPECT_EQ(record.state.silence_from, kNoon + seconds(60));
}

TEST(LaterPush, NeverTouchesTags) {  // SLA-62 SLA-93
  auto record = knownService();
  auto report = live(Status::kOperational, kNoon + seconds(1));
  report.tags = {"new"};
  applyHealthReport(record, report, false, kGlobalLimits);
  EXPECT_THAT(record.fields.tags, IsEmpty());
}

TEST(LaterPush, FillsWhatStillHasItsDefault) {
  auto record = knownService();
  auto report = live(Status::kOperational, kNoon + seconds(1));
  report.type = "database";
  report.criticality = "high";
  report.name_space = "prod";
  applyHealthReport(record, report, false, kGlobalLimits);
  EXPECT_EQ(record.fields.type, "database");
  EXPECT_EQ(record.fields.criticality, "high");
  EXPECT_EQ(record.fields.name_space, "prod");
}

TEST(LaterPush, LeavesWhatAnybodySet) {
  auto record = knownService();
  record.fields.type = "cache";
  record.fields.owners["type"] = FieldOwner::kPush;
  record.fields.team = "";
  record.fields.criticality = "low";
  record.fields.owners["criticality"] = FieldOwner::kPerson;
  auto report = live(Status::kOperational, kNoon + seconds(1));
  report.type = "database";
  report.criticality = "high";
  applyHealthReport(record, report, false, kGlobalLimits);
  EXPECT_EQ(record.fields.type, "cache");
  EXPECT_EQ(record.fields.criticality, "low");
}

TEST(LaterPush, ReplacesTheGroupOfEarlierPushes) {
  auto record = knownService();
  record.push_group = "old";
  auto report = live(Status::kOperational, kNoon + seconds(1));
  report.sla_group = "new";
  EXPECT_TRUE(applyHealthReport(record, report, false, kGlobalLimits).joins_group);
  EXPECT_FALSE(applyHealthReport(record, report, false, kGlobalLimits).joins_group);
}

TEST(LaterPush, WithoutAGroupLeavesTheMembership) {
  auto record = knownService();
  record.push_group = "old";
  EXPECT_FALSE(applyHealthReport(record, live(Status::kDown), false, kGlobalLimits).joins_group);
  EXPECT_EQ(record.push_group, "old");
}

TEST(OldObservation, BehindTheNewestChangesHistoryOnly) {
  auto record = knownService();
  const auto effect =
      applyHealthReport(record, reportAt(kNoon - seconds(1), Status::kDown, kNoon + seconds(9)),
                        false, kGlobalLimits);
  EXPECT_TRUE(effect.history_only);
  EXPECT_FALSE(effect.event);
  EXPECT_EQ(record.state.status, Status::kOperational);
  EXPECT_EQ(record.state.last_observed_at, kNoon);
  EXPECT_EQ(record.state.last_seen_at, kNoon + seconds(9));
  EXPECT_EQ(effect.observation->observed_at, kNoon - seconds(1));
}

TEST(OldObservation, UpToDownAfterAtReceiptIsLive) {
  auto record = newServiceRecord(live(Status::kDown));
  EXPECT_FALSE(applyHealthReport(record, reportAt(kNoon - seconds(300), Status::kDown, kNoon), true,
                                 kGlobalLimits)
                   .history_only);
}

TEST(OldObservation, IsJudgedByTheIntervalThatItNames) {
  auto record = newServiceRecord(live(Status::kDown));
  auto report = reportAt(kNoon - seconds(1000), Status::kDown, kNoon);
  report.expected = SilenceLimits{seconds(1800), seconds(4500)};
  EXPECT_FALSE(applyHealthReport(record, report, true, kGlobalLimits).history_only);
}

TEST(OldObservation, PastTheRetentionIsNotStored) {
  auto record = knownService();
  auto report = reportAt(kNoon - std::chrono::hours(24 * 91), Status::kDown, kNoon);
  report.too_old = true;
  EXPECT_FALSE(applyHealthReport(record, report, false, kGlobalLimits).observation);
}

TEST(Observation, CarriesTheThresholdsInForce) {
  auto record = knownService();
  auto report = live(Status::kOperational, kNoon + seconds(1));
  report.expected = SilenceLimits{seconds(1800), seconds(4500)};
  const auto effect = applyHealthReport(record, report, false, kGlobalLimits);
  EXPECT_EQ(effect.observation->hold, seconds(1800));
  EXPECT_EQ(effect.observation->down_after, seconds(4500));
  EXPECT_EQ(effect.observation->reporter, Reporter::kPush);
}

TEST(ExpectedInterval, IsKeptUntilAPushChangesIt) {
  auto record = knownService();
  auto report = live(Status::kOperational, kNoon + seconds(1));
  report.expected = SilenceLimits{seconds(1800), seconds(4500)};
  applyHealthReport(record, report, false, kGlobalLimits);
  applyHealthReport(record, live(Status::kOperational, kNoon + seconds(2)), false, kGlobalLimits);
  EXPECT_EQ(record.fields.unknown_after, seconds(1800));
}

TEST(ExpectedInterval, DoesNotOverruleAPerson) {
  auto record = knownService();
  record.fields.unknown_after = seconds(60);
  record.fields.owners["unknownAfterSeconds"] = FieldOwner::kPerson;
  auto report = live(Status::kOperational, kNoon + seconds(1));
  report.expected = SilenceLimits{seconds(1800), seconds(4500)};
  applyHealthReport(record, report, false, kGlobalLimits);
  EXPECT_EQ(record.fields.unknown_after, seconds(60));
}

TEST(ArchivedService, ComesBackWithAPush) {
  auto record = knownService();
  record.archived_at = kNoon + seconds(5);
  const auto revision = record.state.revision;
  const auto effect = applyHealthReport(record, live(Status::kOperational, kNoon + seconds(60)),
                                        false, kGlobalLimits);
  EXPECT_TRUE(effect.revived);
  EXPECT_FALSE(record.archived_at);
  EXPECT_GT(record.state.revision, revision);
}

TEST(Recovery, AfterSilenceIsNotDatedBeforeTheSilenceEvent) {  // SLA-108
  auto record = knownService();
  record.state.status = Status::kDown;
  record.state.status_since = kNoon + seconds(300);
  const auto effect = applyHealthReport(
      record, reportAt(kNoon + seconds(290), Status::kOperational, kNoon + seconds(310)), false,
      kGlobalLimits);
  EXPECT_EQ(effect.event->occurred_at, kNoon + seconds(300));
  EXPECT_EQ(record.state.status, Status::kOperational);
}

}  // namespace
}  // namespace itops::ingest
