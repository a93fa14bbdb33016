#include "operators/agent_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace itops::operators {
namespace {

using registry::FieldOwner;
using registry::ServiceFields;
using registry::ServiceRecord;
using std::chrono::seconds;
using testing::ElementsAre;

const Timestamp kNow = *parseTimestamp("2026-03-01T12:00:00Z");
const ingest::SilenceLimits kGlobal{seconds(120), seconds(300)};

ServiceReport reportOf(std::optional<Status> status) {
  ServiceReport report;
  report.declared.path = {{"a", "b", "c", "d"}, "e"};
  report.declared.path_text = report.declared.path.text();
  report.status = status;
  report.message = "m";
  return report;
}

ServiceRecord recordWith(Status status, Timestamp since = kNow - seconds(60)) {
  ServiceRecord record;
  record.id = 7;
  record.path = "a/b/c/d/e";
  record.state.status = status;
  record.state.status_since = since;
  record.state.last_observed_at = since;
  return record;
}

AgentEffect reportTo(ServiceRecord& record, std::optional<Status> status,
                     Timestamp observed_at = kNow, Timestamp received_at = kNow,
                     bool history_only = false) {
  return applyAgentReport(record, reportOf(status), {observed_at, received_at, false, history_only},
                          false, kGlobal);
}

TEST(AgentReport, ChangesTheStatusWithAnEventAndHoldsForNinetySeconds) {
  auto record = recordWith(Status::kOperational);
  const auto effect = reportTo(record, Status::kDown);
  EXPECT_EQ(record.state.status, Status::kDown);
  EXPECT_EQ(record.state.status_since, kNow);
  ASSERT_TRUE(effect.event);
  EXPECT_EQ(effect.event->cause, "agent");
  EXPECT_EQ(effect.event->previous, Status::kOperational);
  ASSERT_TRUE(effect.observation);
  EXPECT_EQ(effect.observation->reporter, Reporter::kAgent);
  EXPECT_EQ(effect.observation->hold, seconds(90));
  EXPECT_EQ(effect.observation->down_after, seconds(0));
}

TEST(AgentReport, StartsNoSilence) {
  auto record = recordWith(Status::kOperational);
  reportTo(record, Status::kOperational);
  EXPECT_FALSE(record.state.silence_from);
  EXPECT_EQ(record.state.last_seen_at, kNow);
}

TEST(AgentReport, WithoutAnObservationIsOnlyASignOfLife) {
  auto record = recordWith(Status::kOperational);
  const auto effect = reportTo(record, std::nullopt);
  EXPECT_EQ(record.state.status, Status::kOperational);
  EXPECT_FALSE(effect.event);
  EXPECT_FALSE(effect.observation);
  EXPECT_EQ(record.state.last_seen_at, kNow);
}

struct HistoryCase {
  const char* name;
  seconds observed_before;
  bool sync_is_older;
};

class HistoryOnly : public testing::TestWithParam<HistoryCase> {};

TEST_P(HistoryOnly, IsStoredButChangesNothing) {
  auto record = recordWith(Status::kOperational, kNow - seconds(400));
  record.state.last_observed_at = kNow - seconds(100);
  const auto effect = reportTo(record, Status::kDown, kNow - GetParam().observed_before, kNow,
                               GetParam().sync_is_older);
  EXPECT_EQ(record.state.status, Status::kOperational);
  EXPECT_FALSE(effect.event);
  EXPECT_TRUE(effect.observation);
}

INSTANTIATE_TEST_SUITE_P(Cases, HistoryOnly,
                         testing::Values(HistoryCase{"OlderThanTheNewest", seconds(101), false},
                                         HistoryCase{"OlderThanFiveMinutes", seconds(301), false},
                                         HistoryCase{"SyncOlderThanTheNodes", seconds(0), true}),
                         [](const auto& test) { return test.param.name; });

TEST(AgentReport, CanOnlyMakeItWorseWhilePushesAreOverdue) {
  auto silent = recordWith(Status::kUnknown, kNow - seconds(30));
  silent.state.silence_from = kNow - seconds(150);
  reportTo(silent, Status::kOperational);
  EXPECT_EQ(silent.state.status, Status::kUnknown) << "the cron's silence stands";
  reportTo(silent, Status::kDown);
  EXPECT_EQ(silent.state.status, Status::kDown);
  auto fresh = recordWith(Status::kDown, kNow - seconds(60));
  fresh.state.silence_from = kNow - seconds(60);
  reportTo(fresh, Status::kOperational);
  EXPECT_EQ(fresh.state.status, Status::kOperational) << "nobody was silent";
}

TEST(Declared, FieldsWinOverPeopleAndPushes) {
  ServiceFields fields;
  fields.team = "typed";
  fields.owners["team"] = FieldOwner::kPerson;
  auto declared = reportOf(std::nullopt).declared;
  declared.team = "declared";
  applyDeclaration(fields, declared, false, std::nullopt);
  EXPECT_EQ(fields.team, "declared");
  EXPECT_EQ(fields.ownerOf("team"), FieldOwner::kAgent);
  EXPECT_FALSE(fields.maySet("team", FieldOwner::kPerson));
}

TEST(Declared, FieldsGoBackToTheirDefaultWhenGitNoLongerSaysThem) {
  ServiceFields fields;
  auto declared = reportOf(std::nullopt).declared;
  declared.team = "web";
  declared.criticality = "high";
  applyDeclaration(fields, declared, true, std::nullopt);
  declared.team.reset();
  declared.criticality.reset();
  applyDeclaration(fields, declared, false, std::nullopt);
  EXPECT_EQ(fields.team, "web") << "a sync's entry is no whole declaration";
  applyDeclaration(fields, declared, true, std::nullopt);
  EXPECT_EQ(fields.team, "");
  EXPECT_EQ(fields.criticality, "medium");
  EXPECT_EQ(fields.ownerOf("criticality"), FieldOwner::kNobody);
}

TEST(Declared, CriticalityComesFromTheGroupsTierWhereNoneIsSaid) {
  ServiceFields fields;
  auto declared = reportOf(std::nullopt).declared;
  declared.sla_group = "g";
  applyDeclaration(fields, declared, true, "critical");
  EXPECT_EQ(fields.criticality, "critical");
  declared.criticality = "low";
  applyDeclaration(fields, declared, true, "critical");
  EXPECT_EQ(fields.criticality, "low");
}

TEST(Declared, TagsLeaveThoseThatPushesAppended) {
  ServiceFields fields;
  fields.tags = {"old", "storage"};
  fields.owners[registry::addedTagField("storage")] = FieldOwner::kPush;
  auto declared = reportOf(std::nullopt).declared;
  declared.tags = {"database"};
  applyDeclaration(fields, declared, true, std::nullopt);
  EXPECT_THAT(fields.tags, ElementsAre("database", "storage"));
  EXPECT_EQ(fields.type, "database") << "the type that the tags tell";
}

}  // namespace
}  // namespace itops::operators
