#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "database/ingest/replica.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;

/// Pushes that tell of the past.
class HistoryTest : public testing::Test {
 protected:
  CatalogDatabase database_;
  Replica replica_{database_};
};

TEST_F(HistoryTest, WaitsForTheAggregatorWithoutAnEvent) {
  replica_.push({});
  const auto answer =
      replica_.push({.status = "DOWN", .at = 1, .more = R"("observedAt":"2026-02-01T08:00:00Z")"});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.text("status"), "OPERATIONAL") << "the service's status now";
  EXPECT_THAT(database_.values("SELECT tableoid::regclass FROM sla.sla_snapshots"),
              ElementsAre("sla.sla_snapshots_20260301"));
  EXPECT_THAT(database_.values("SELECT observed_at::date FROM sla.late_snapshots"),
              ElementsAre("2026-02-01"));
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service_status_events"), "1");
}

TEST_F(HistoryTest, CreatesAServiceThatStartsUnknownAndIsNotSilent) {
  const auto answer = replica_.push({.status = "DOWN",
                                     .more = R"("observedAt":"2026-03-01T11:00:00Z",)"
                                             R"("slaGroup":"g","tags":["t"])"});
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.text("status"), "UNKNOWN");
  EXPECT_EQ(database_.value("SELECT concat(status, ' ', silence_from) FROM kernel.service_state"),
            "5 ");
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.sla_groups"), "0");
  EXPECT_EQ(database_.value("SELECT status FROM sla.late_snapshots"), "3");
}

TEST_F(HistoryTest, OlderThanTheRetentionOnlyMakesTheService) {
  const auto answer = replica_.push({.more = R"("observedAt":"2025-11-01T00:00:00Z")"});
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.warnings(), "observed_at.too_old");
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service"), "1");
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.late_snapshots"), "0");
  EXPECT_EQ(database_.value("SELECT concat(last_observed_at) FROM kernel.service_state"), "");
}

TEST_F(HistoryTest, ReplayedInOrderRaisesNoAlarm) {
  std::vector<Report> backlog;
  for (int minute = 10; minute < 50; ++minute) {
    backlog.push_back(
        {.status = minute % 2 == 0 ? "DOWN" : "OPERATIONAL",
         .more = R"("observedAt":"2026-03-01T11:)" + std::to_string(minute) + ":00Z\""});
  }
  replica_.together(backlog);
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service_status_events"), "1");
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.late_snapshots"), "40");
  EXPECT_EQ(replica_.push({.at = 1}).text("status"), "OPERATIONAL");
}

TEST_F(HistoryTest, BeforeALivePushOfTheSameBatchLeavesTheLiveOneAlone) {
  replica_.together({{.status = "DOWN", .at = 1, .more = R"("observedAt":"2026-03-01T11:00:00Z")"},
                     {.status = "DEGRADED", .at = 2, .more = R"("tags":["t"])"}});
  EXPECT_EQ(database_.value("SELECT status FROM kernel.service_state"), "2");
  EXPECT_THAT(database_.values("SELECT concat(previous_status, '>', status) "
                               "FROM kernel.service_status_events ORDER BY id"),
              ElementsAre(">5", "5>2"));
}

}  // namespace
}  // namespace itops::test
