#include <gmock/gmock.h>

#include <algorithm>
#include <iostream>
#include <random>

#include "database/sla/aggregation_fixture.hpp"
#include "support/long_form.hpp"

namespace itops::sla {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class LateDataTest : public AggregationFixture {
 protected:
  /// The days of a subject as `2026-03-01 u900 ... r1` in seconds, with their revision.
  std::vector<std::string> days(int subject = 1, int id = kService) {
    return database_.values(
        "SELECT to_char(period_start, 'YYYY-MM-DD') || ' u' || up_ms / 1000 || ' d' || down_ms / "
        "1000 || ' ?' || unknown_ms / 1000 || ' -' || excluded_ms / 1000 || ' r' || revision "
        "FROM sla.sla_periods WHERE type = 1 AND subject = " +
        std::to_string(subject) + " AND subject_id = " + std::to_string(id) +
        " ORDER BY period_start");
  }

  /// Everything that is counted, but for revisions.
  std::vector<std::string> figures() {
    return database_.values(R"(
      SELECT 's' || w::text FROM sla.sla_windows w UNION ALL
      SELECT 'g' || w::text FROM sla.group_windows w UNION ALL
      SELECT concat_ws(' ', subject, subject_id, type, period_start, up_ms, degraded_ms, down_ms,
                       maintenance_ms, unknown_ms, excluded_ms)
      FROM sla.sla_periods ORDER BY 1)");
  }

  void expectSumsOfWindows() {
    EXPECT_EQ(database_.value(R"(
      SELECT count(*) FROM sla.sla_periods p WHERE up_ms <> (
        SELECT sum(up_ms) FROM (
          SELECT 1 AS subject, service_id AS id, window_start, up_ms FROM sla.sla_windows
          UNION ALL SELECT 2, group_id, window_start, up_ms FROM sla.group_windows) w
        WHERE w.subject = p.subject AND w.id = p.subject_id AND window_start >= p.period_start
          AND window_start < p.period_start + CASE type WHEN 1 THEN interval '1 day'
                                                        ELSE interval '1 month' END))"),
              "0");
  }
};

TEST_F(LateDataTest, ChangesItsWindowAndThoseBehindUpToTheNextObservation) {
  for (int second = 0; second < 1800; second += 60) observe(second, Status::kOperational);
  aggregateAt(kStart + minutes(45));
  EXPECT_THAT(days(), ElementsAre("2026-03-01 u1800 d0 ?0 -0 r1"));
  observeLate(290, Status::kDown);
  aggregateAt(kStart + minutes(45));
  EXPECT_THAT(windows(), ElementsAre("11:45 u290 d10", "11:50 u300", "11:55 u300", "12:00 u300",
                                     "12:05 u300", "12:10 u300"));
  EXPECT_THAT(days(), ElementsAre("2026-03-01 u1790 d10 ?0 -0 r2"));
  expectSumsOfWindows();
}

TEST_F(LateDataTest, ThatIsTheNewestCarriesIntoLaterWindows) {
  observe(0, Status::kOperational);
  aggregateAt(kStart + minutes(30));
  observeLate(590, Status::kMaintenance);
  aggregateAt(kStart + minutes(40));
  EXPECT_THAT(windows(), ElementsAre("11:45 u120 ?180", "11:50 d290 m10", "11:55 m300",
                                     "12:00 m300", "12:05 m300"));
}

TEST_F(LateDataTest, OlderThanAllThatWasKnownBeginsTheHistory) {
  observe(3600, Status::kMaintenance);
  aggregateAt(kStart + minutes(90));
  observeLate(0, Status::kMaintenance);
  aggregateAt(kStart + minutes(90));
  EXPECT_EQ(windows().size(), 15U);
  EXPECT_EQ(windows().front(), "11:45 m300");
}

TEST_F(LateDataTest, OfAServiceThatFellSilentIsFollowedToTheEnd) {
  observe(0, Status::kOperational);
  aggregateAt(kStart + hours(30));
  const auto before = windows().size();
  observeLate(100, Status::kMaintenance);
  EXPECT_GT(aggregateAt(kStart + hours(30)), 300);
  EXPECT_EQ(windows().size(), before);
  EXPECT_EQ(windows().back(), "17:25 m300");
  EXPECT_THAT(database_.values("SELECT id::text FROM sla.recount"), IsEmpty());
}

TEST_F(LateDataTest, BeforeTheWindowIsHandledIsReadByIt) {
  observe(0, Status::kOperational);
  clock_.set(kStart + minutes(19));
  observeLate(100, Status::kDown);
  aggregateAt(kStart + minutes(20));
  EXPECT_THAT(windows(), ElementsAre("11:45 u100 d120 ?80"));
  EXPECT_THAT(days(), ElementsAre("2026-03-01 u100 d120 ?80 -0 r1"));
}

TEST_F(LateDataTest, ThatChangesNothingMakesNoRevision) {
  observe(0, Status::kOperational);
  observe(60, Status::kOperational);
  aggregateAt(kStart + minutes(30));
  observeLate(30, Status::kOperational);
  aggregateAt(kStart + minutes(30));
  EXPECT_THAT(days(), ElementsAre("2026-03-01 u180 d540 ?180 -0 r1"));
}

TEST_F(LateDataTest, ReachesHoursThatWerePackedAndDropped) {
  for (int second = 0; second < 86400; second += 60) observe(second, Status::kOperational);
  aggregateAt(kStart + hours(40));
  EXPECT_GT(pack(), 12);
  EXPECT_EQ(cleanUp(), 2) << "both days as they arrived";
  observeLate(90, Status::kDown);
  aggregateAt(kStart + hours(40));
  EXPECT_EQ(windows().front(), "11:45 u270 d30");
  EXPECT_EQ(windows()[1], "11:50 u300");
}

TEST_F(LateDataTest, AnExclusionAgreedAfterwardsIsCounted) {
  makeService(kService, "a/b/c/d/s");
  for (int second = 0; second < 1800; second += 60) observe(second, Status::kDown);
  aggregateAt(kStart + minutes(45));
  EXPECT_THAT(days(), ElementsAre("2026-03-01 u0 d1800 ?0 -0 r1"));
  database_.run(R"(
    INSERT INTO sla.exclusion_window (path, started_at, ended_at, created_at, reason, started_by)
    VALUES ('a/b', '2026-03-01 11:46Z', '2026-03-01 11:56Z', now(), 'r', 'p');
    INSERT INTO sla.recount (service_id, from_at, to_at)
    VALUES (7, '2026-03-01 11:46Z', '2026-03-01 11:56Z'))");
  aggregateAt(kStart + minutes(45));
  EXPECT_THAT(days(), ElementsAre("2026-03-01 u0 d1200 ?0 -600 r2"));
  EXPECT_EQ(windows()[1], "11:50 -300");
  expectSumsOfWindows();
}

/// What happens to three services in three hours, and how late one hears of it.
struct History {
  std::vector<Observation> observations;

  explicit History(unsigned seed, bool late) {
    std::mt19937 random(seed);
    std::mt19937 delays(seed + 1);
    for (int service = 1; service <= 3; ++service) {
      for (int second = static_cast<int>(random() % 2000); second < 10'000;
           second += 20 + static_cast<int>(random() % (random() % 9 == 0 ? 1500 : 90))) {
        const auto status = static_cast<Status>(1 + random() % 5);
        const Timestamp at = kStart + seconds(second) + std::chrono::microseconds(random() % 999);
        const bool is_late = late && delays() % 4 == 0;
        observations.push_back({.service_id = service,
                                .status = status,
                                .observed_at = at,
                                .received_at = at + seconds(is_late ? delays() % 9000 : 0),
                                .hold = seconds(120),
                                .down_after = seconds(300)});
      }
    }
    std::sort(observations.begin(), observations.end(),
              [](const auto& a, const auto& b) { return a.received_at < b.received_at; });
  }
};

class AnyOrderTest : public LateDataTest, public testing::WithParamInterface<unsigned> {
 protected:
  void SetUp() override {
    for (int id = 1; id <= 3; ++id) makeService(id, "a/b/c/d/s" + std::to_string(id));
    database_.run(R"(
      INSERT INTO kernel.sla_groups (name, display_name) VALUES ('one', '1'), ('two', '2');
      INSERT INTO kernel.sla_group_member (group_id, service_id, contributor, valid_from, valid_to)
      VALUES (1, 1, 'push', '2026-03-01Z', NULL), (1, 2, 'push', '2026-03-01Z', NULL),
             (2, 2, 'push', '2026-03-01Z', '2026-03-01 12:31:07Z'),
             (2, 3, 'push', '2026-03-01 12:03:20Z', NULL);
      INSERT INTO kernel.platform_outage VALUES ('2026-03-01 13:02Z', '2026-03-01 13:09:11Z');
      INSERT INTO sla.exclusion_window (group_id, started_at, ended_at, created_at, reason,
                                        started_by)
      VALUES (2, '2026-03-01 12:00Z', '2026-03-01 12:11Z', now(), 'r', 'p');
      SELECT sla.ensure_assignments();
      INSERT INTO sla.definition (tier_id, name, roll_up) VALUES (1, 'worst', 'worst');
      UPDATE sla.assignment SET origin = 'person', definition_id = currval(
        pg_get_serial_sequence('sla.definition', 'id')) WHERE subject = 2 AND subject_id = 1)");
  }

  /// Writes a history as it is heard of, while the jobs run. Ends with everything aggregated.
  void live(const History& history, unsigned seed, bool with_jobs) {
    std::mt19937 random(seed);
    clock_.set(kStart);
    for (const Observation& one : history.observations) {
      for (; clock_.now() + minutes(5) <= one.received_at; clock_.advance(minutes(5))) {
        if (!with_jobs || random() % 3 == 0) continue;
        aggregateAt(clock_.now());
        if (random() % 4 == 0) pack();
      }
      write({one});
    }
    aggregateAt(kStart + hours(30));
    if (with_jobs) {
      pack();
      cleanUp();
    }
  }

  std::vector<std::string> figuresOf(unsigned seed, bool late) {
    live(History(seed, late), seed, late);
    return figures();
  }
};

// Slow: counts a whole day in two orders.
TEST_P(AnyOrderTest, GivesTheSameFigures) {
  const auto in_order = figuresOf(GetParam(), false);
  database_.run(R"(
    TRUNCATE sla.sla_snapshots, sla.late_snapshots, sla.packed_snapshots, sla.packing, sla.recount,
             sla.carried_sample, sla.aggregation, sla.sla_windows, sla.group_windows,
             sla.sla_periods)");
  EXPECT_EQ(figuresOf(GetParam(), true), in_order);
  EXPECT_GT(in_order.size(), 100U);
  expectSumsOfWindows();
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyOrderTest, testing::Range(1U, test::longForm() ? 4U : 2U));

}  // namespace
}  // namespace itops::sla
