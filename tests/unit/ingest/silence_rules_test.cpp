#include "ingest/silence_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace itops::ingest {
namespace {

using registry::ServiceRecord;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

const Timestamp kStart = *parseTimestamp("2026-03-01T12:00:00Z");
const SilenceLimits kGlobal{seconds(120), seconds(300)};

Timestamp at(int offset) {
  return kStart + seconds(offset);
}

/// A service that last pushed at kStart.
ServiceRecord silentSince(Status status) {
  ServiceRecord record;
  record.id = 1;
  record.state.status = status;
  record.state.status_since = at(-1000);
  record.state.silence_from = kStart;
  return record;
}

/// `STATUS@seconds` of each event.
std::vector<std::string> eventsOf(ServiceRecord& record, int now,
                                  const std::vector<PlatformOutage>& outages = {}) {
  std::vector<std::string> texts;
  for (const auto& event : applySilence(record, at(now), kGlobal, outages)) {
    const auto offset = std::chrono::duration_cast<seconds>(event.occurred_at - kStart).count();
    texts.push_back(std::string(statusName(event.status)) + "@" + std::to_string(offset));
  }
  return texts;
}

struct OutageCase {
  const char* name;
  std::vector<std::pair<int, int>> outages;
  int due;
};

class OutageTable : public testing::TestWithParam<OutageCase> {};

TEST_P(OutageTable, StopsTheClockOfSilence) {
  std::vector<PlatformOutage> outages;
  for (const auto& [from, to] : GetParam().outages) outages.push_back({at(from), at(to)});
  EXPECT_EQ(silenceDueAt(kStart, seconds(120), outages), at(GetParam().due));
}

INSTANTIATE_TEST_SUITE_P(Cases, OutageTable,
                         testing::Values(OutageCase{"None", {}, 120},
                                         OutageCase{"Before", {{-60, -10}}, 120},
                                         OutageCase{"AcrossTheStart", {{-60, 40}}, 160},
                                         OutageCase{"Inside", {{50, 90}}, 160},
                                         OutageCase{"EndsAtTheStart", {{-60, 0}}, 120},
                                         OutageCase{"BeginsWhenDue", {{120, 200}}, 120},
                                         OutageCase{"AcrossTheDueTime", {{100, 400}}, 420},
                                         OutageCase{"Two", {{10, 20}, {60, 100}}, 170},
                                         OutageCase{"TheSecondOnlyReachedBecauseOfTheFirst",
                                                    {{10, 110}, {150, 200}},
                                                    270}),
                         [](const auto& test) { return test.param.name; });

TEST(Silence, SaysNothingBeforeItsTime) {
  auto record = silentSince(Status::kOperational);
  EXPECT_THAT(eventsOf(record, 119), IsEmpty());
}

TEST(Silence, TurnsUnknownAfterTwoMinutes) {  // SLA-104
  auto record = silentSince(Status::kOperational);
  EXPECT_THAT(eventsOf(record, 120), ElementsAre("UNKNOWN@120"));
  EXPECT_EQ(record.state.status, Status::kUnknown);
  EXPECT_EQ(record.state.status_since, at(120));
}

TEST(Silence, TurnsDownAfterFiveMinutes) {  // SLA-105
  auto record = silentSince(Status::kOperational);
  eventsOf(record, 130);
  EXPECT_THAT(eventsOf(record, 299), IsEmpty());
  EXPECT_THAT(eventsOf(record, 301), ElementsAre("DOWN@300"));
}

TEST(Silence, MakesUpForRunsThatWereMissed) {
  auto record = silentSince(Status::kDegraded);
  EXPECT_THAT(eventsOf(record, 5000), ElementsAre("UNKNOWN@120", "DOWN@300"));
}

TEST(Silence, SaysItsLastWordOnce) {
  auto record = silentSince(Status::kOperational);
  eventsOf(record, 5000);
  EXPECT_THAT(eventsOf(record, 9000), IsEmpty());
}

TEST(Silence, OfAServiceReportedDownMakesItUnknownFirst) {
  auto record = silentSince(Status::kDown);
  EXPECT_THAT(eventsOf(record, 150), ElementsAre("UNKNOWN@120"));
}

TEST(Silence, OfAServiceReportedUnknownMakesItDown) {
  auto record = silentSince(Status::kUnknown);
  EXPECT_THAT(eventsOf(record, 400), ElementsAre("DOWN@300"));
}

TEST(Silence, DoesNotOverrideMaintenance) {
  auto record = silentSince(Status::kMaintenance);
  EXPECT_THAT(eventsOf(record, 5000), IsEmpty());
}

TEST(Silence, IgnoresServicesThatNeverPushed) {  // SLA-106
  auto record = silentSince(Status::kOperational);
  record.state.silence_from.reset();
  EXPECT_THAT(eventsOf(record, 5000), IsEmpty());
}

TEST(Silence, IgnoresArchivedServices) {
  auto record = silentSince(Status::kOperational);
  record.archived_at = at(10);
  EXPECT_THAT(eventsOf(record, 5000), IsEmpty());
}

TEST(Silence, DoesNotCountPlatformOutages) {
  auto record = silentSince(Status::kOperational);
  EXPECT_THAT(eventsOf(record, 400, {{at(60), at(360)}}), IsEmpty());
  EXPECT_THAT(eventsOf(record, 421, {{at(60), at(360)}}), ElementsAre("UNKNOWN@420"));
}

TEST(Silence, FollowsTheServicesOwnThresholds) {
  auto record = silentSince(Status::kOperational);
  record.fields.unknown_after = seconds(1800);
  record.fields.down_after = seconds(4500);
  EXPECT_THAT(eventsOf(record, 1000), IsEmpty());
  EXPECT_THAT(eventsOf(record, 5000), ElementsAre("UNKNOWN@1800", "DOWN@4500"));
}

TEST(Silence, RaisesTheRevisionWithEachChange) {
  auto record = silentSince(Status::kOperational);
  const auto revision = record.state.revision;
  eventsOf(record, 5000);
  EXPECT_EQ(record.state.revision, revision + 2);
}

}  // namespace
}  // namespace itops::ingest
