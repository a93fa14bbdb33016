#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "database/ingest/replica.hpp"
#include "ingest/silence_job.hpp"
#include "time/manual_clock.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;

/// What others are told of pushes.
class IngestEventsTest : public testing::Test {
 protected:
  /// `cause status` of each event, in order.
  std::vector<std::string> events() {
    return database_.values(
        "SELECT payload->>'cause' || ' ' || (payload->>'status') FROM kernel.event ORDER BY id");
  }

  CatalogDatabase database_;
  Replica replica_{database_};
};

TEST_F(IngestEventsTest, AreOneForEachChangeOfStatus) {
  replica_.push({});
  replica_.push({.at = 1});
  replica_.push({.status = "DOWN", .at = 2});
  replica_.push({.status = "DOWN", .at = 3});
  EXPECT_THAT(events(), ElementsAre("created OPERATIONAL", "push DOWN"));
}

TEST_F(IngestEventsTest, AreNotPublishedForWhatOnlyCompletesTheHistory) {
  replica_.push({.at = 100});
  replica_.push({.status = "DOWN", .at = 101, .more = R"("observedAt":"2026-03-01T12:00:50Z")"});
  EXPECT_THAT(events(), ElementsAre("created OPERATIONAL"));
}

TEST_F(IngestEventsTest, TellTheServiceAndWhatItWasBefore) {
  replica_.push({});
  replica_.push({.status = "DEGRADED", .at = 2, .more = R"("message":"slow")"});
  EXPECT_EQ(database_.value("SELECT path || ' ' || (payload->>'previousStatus') || ' ' || "
                            "(payload->>'message') FROM kernel.event ORDER BY id DESC LIMIT 1"),
            kNode + "/db OPERATIONAL slow");
  EXPECT_EQ(database_.value("SELECT bool_and(e.ordering_key = s.uuid::text AND "
                            "e.payload->>'serviceId' = s.uuid::text AND "
                            "(e.payload->>'serviceKey')::int = s.id) "
                            "FROM kernel.event AS e CROSS JOIN kernel.service AS s"),
            "true");
}

TEST_F(IngestEventsTest, OfABatchTakeOneStatement) {
  std::vector<Report> reports;
  for (int i = 0; i < 100; ++i) reports.push_back({.service = "s" + std::to_string(i)});
  replica_.database().takeStatements();
  replica_.together(reports);
  const auto statements = replica_.database().takeStatements();
  EXPECT_EQ(std::count(statements.begin(), statements.end(), "events.publish"), 1);
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.event"), "100");
}

TEST_F(IngestEventsTest, OfALostBatchArePublishedWithItsRepetition) {
  replica_.database().loseNext(1);
  replica_.push({});
  EXPECT_THAT(events(), ElementsAre("created OPERATIONAL"));
}

TEST_F(IngestEventsTest, TellOfSilenceWithTheInstantAtWhichItWasDue) {
  replica_.push({});
  ManualClock clock(at(400));
  ingest::SilenceJob(database_.pool(), replica_.events(), clock, {}, database_.logger()).run();
  EXPECT_THAT(events(), ElementsAre("created OPERATIONAL", "silence UNKNOWN", "silence DOWN"));
  EXPECT_THAT(database_.values("SELECT to_char(occurred_at, 'HH24:MI:SS') FROM kernel.event "
                               "WHERE payload->>'cause' = 'silence' ORDER BY id"),
              ElementsAre("12:02:00", "12:05:00"));
}

}  // namespace
}  // namespace itops::test
