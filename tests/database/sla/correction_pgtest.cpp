#include <thread>

#include "database/database_harness.hpp"
#include "database/sla/sla_plugin_test.hpp"
#include "itops/observations.hpp"
#include "snapshot_sink.hpp"

namespace itops::sla {
namespace {

using testing::ElementsAre;

/// What corrections do to figures that were counted: a service is DOWN from 10:00 to 11:00.
class CorrectionTest : public SlaPluginTest {
 protected:
  CorrectionTest() {
    start();
    service_ = addService("a/b/c/d/db");
    observe("10:00", Status::kDown);
    observe("11:00", Status::kOperational);
    aggregateAt("12:00");
  }

  void observe(const std::string& time, Status status) {
    const Observation observation{.service_id = service_,
                                  .status = status,
                                  .observed_at = at(time),
                                  .received_at = at(time),
                                  .hold = std::chrono::hours(1)};
    SnapshotSink sink(database_.pool());
    database_.pool().transact([&](Transaction& transaction) {
      sink.write(transaction, {&observation, 1});
    });
  }

  void aggregateAt(const std::string& time) {
    setClock(time);
    ASSERT_EQ(post("/api/v1/sla/aggregate", {}).status, 200);
  }

  /// Minutes of the day that were down and excluded, and its revision.
  std::string day() {
    return database_.value(
        "SELECT 'down ' || down_ms / 60000 || ', excluded ' || excluded_ms / 60000 || ', revision "
        "' "
        "|| revision FROM sla.sla_periods WHERE subject = 1 AND type = 1");
  }

  int service_ = 0;
};

TEST_F(CorrectionTest, AWindowOfThePastTakesItsTimeOutOfTheFigures) {
  EXPECT_EQ(day(), "down 60, excluded 0, revision 1");
  post(kStartWindow, {{"path", "a/b"},
                      {"reason", "switches"},
                      {"startedAt", "2026-03-01T10:10:00Z"},
                      {"plannedEndAt", "2026-03-01T10:30:00Z"}});
  aggregateAt("12:00");
  EXPECT_THAT(day(), testing::StartsWith("down 40, excluded 20, revision "));
  EXPECT_GT(database_.value("SELECT revision FROM sla.sla_periods WHERE subject = 1 AND type = 1"),
            "1");
}

TEST_F(CorrectionTest, AnEndInThePastGivesItBack) {
  post(kStartWindow, {{"all", true}, {"reason", "r"}, {"startedAt", "2026-03-01T10:00:00Z"}});
  aggregateAt("12:00");
  EXPECT_THAT(day(), testing::StartsWith("down 0, excluded 105, "));
  post(kStopWindow, {{"all", true}, {"endedAt", "2026-03-01T10:30:00Z"}});
  aggregateAt("12:00");
  EXPECT_THAT(day(), testing::StartsWith("down 30, excluded 30, "));
}

// A window that the aggregator handles at the same time is either counted with the correction or
// counted again.
TEST_F(CorrectionTest, WaitsForTheWindowThatIsBeingHandled) {
  std::thread correction;
  database_.pool().transact([&](Transaction& transaction) {
    const auto run = [&](const char* name, const char* sql) {
      return transaction.run(Statement{name, sql});
    };
    run("test.lock", "SELECT pg_advisory_xact_lock(hashtext('itops.sla.aggregation'))");
    correction = std::thread([&] {
      post(kStartWindow, {{"all", true}, {"reason", "r"}, {"startedAt", "2026-03-01T11:30:00Z"}});
    });
    const auto isWaiting = [&] {
      return run("test.waiting",
                 "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND database = "
                 "(SELECT oid FROM pg_database WHERE datname = current_database()) AND NOT "
                 "granted) "
                 "AS waiting")[0]
          .boolean("waiting");
    };
    EXPECT_TRUE(test::becomesTrue(isWaiting));
    run("test.handle", "UPDATE sla.aggregation SET next_window = '2026-03-01 11:50Z'");
  });
  correction.join();
  EXPECT_EQ(database_.value("SELECT to_char(from_at, 'HH24:MI') || '..' || to_char(to_at, "
                            "'HH24:MI') FROM sla.recount"),
            "11:30..11:50");
}

}  // namespace
}  // namespace itops::sla
