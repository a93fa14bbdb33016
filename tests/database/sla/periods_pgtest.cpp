#include <gmock/gmock.h>

#include "database/sla/aggregation_fixture.hpp"

namespace itops::sla {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;

/// Days and months of a service in maintenance, as `1 2026-03-01 00:00 h23`: type, begin in UTC and
/// length so far in hours.
class StoredPeriodsTest : public AggregationFixture {
 protected:
  void observeAt(const char* time) {
    Observation one = observation(0, Status::kMaintenance);
    one.observed_at = one.received_at = *parseTimestamp(time);
    write({one});
  }
  void aggregateIn(const std::string& zone, const char* until) {
    clock_.set(*parseTimestamp(until) + minutes(15));
    Aggregator(database_.pool(), clock_, {.time_zone = zone})
        .run([](Transaction&) {}, [] { return false; });
  }
  std::vector<std::string> periods(int type) {
    return database_.values(
        "SELECT to_char(period_start, 'MM-DD HH24:MI') || ' h' || maintenance_ms / 3600000 "
        "FROM sla.sla_periods WHERE type = " +
        std::to_string(type) + " ORDER BY period_start");
  }
  static constexpr int kDaily = 1;
  static constexpr int kMonthly = 3;
};

// SLA-10, SLA-11
TEST_F(StoredPeriodsTest, AreThereAfterEachAggregation) {
  observeAt("2026-03-01T00:00:00Z");
  aggregateIn("UTC", "2026-03-01T01:00:00Z");
  EXPECT_THAT(periods(kDaily), ElementsAre("03-01 00:00 h1"));
  EXPECT_THAT(periods(kMonthly), ElementsAre("03-01 00:00 h1"));
  aggregateIn("UTC", "2026-03-01T05:00:00Z");
  EXPECT_THAT(periods(kDaily), ElementsAre("03-01 00:00 h5"));
  EXPECT_THAT(periods(kMonthly), ElementsAre("03-01 00:00 h5"));
}

// Slow: counts the windows of three days.
TEST_F(StoredPeriodsTest, FollowTheClocksOfTheZone) {
  observeAt("2026-03-28T23:00:00Z");
  aggregateIn("Europe/Berlin", "2026-03-31T22:00:00Z");
  EXPECT_THAT(periods(kDaily),
              ElementsAre("03-28 23:00 h23", "03-29 22:00 h24", "03-30 22:00 h24"));
  EXPECT_THAT(periods(kMonthly), ElementsAre("02-28 23:00 h71"));
}

TEST_F(StoredPeriodsTest, HaveAnHourMoreWhenTheClocksGoBack) {
  observeAt("2026-10-24T22:00:00Z");
  aggregateIn("Europe/Berlin", "2026-10-25T23:00:00Z");
  EXPECT_THAT(periods(kDaily), ElementsAre("10-24 22:00 h25"));
}

TEST_F(StoredPeriodsTest, TheZoneOfADefinitionIsThatOfItsServices) {
  makeService(kService, "a/b/c/d/s");
  database_.run(R"(
    SELECT sla.ensure_assignments();
    UPDATE sla.definition SET time_zone = 'Asia/Kathmandu')");
  observeAt("2026-03-01T18:15:00Z");
  aggregateIn("UTC", "2026-03-01T20:15:00Z");
  EXPECT_THAT(periods(kDaily), ElementsAre("03-01 18:15 h2"));
}

// SLA-23
TEST_F(StoredPeriodsTest, EveryServiceHasADefinitionOnFirstSight) {
  makeService(kService, "a/b/c/d/s");
  observeAt("2026-03-01T00:00:00Z");
  aggregateIn("UTC", "2026-03-01T00:05:00Z");
  EXPECT_EQ(database_.value(R"(
    SELECT t.name || ' ' || a.origin FROM sla.assignment a
    JOIN sla.definition d ON d.id = a.definition_id JOIN sla.tier t ON t.id = d.tier_id
    WHERE subject = 1 AND subject_id = 7)"),
            "medium tier");
}

}  // namespace
}  // namespace itops::sla
