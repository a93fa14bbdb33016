#include <gmock/gmock.h>

#include <atomic>
#include <future>

#include "database/database_harness.hpp"

namespace itops::test {
namespace {

using std::chrono::milliseconds;

struct SingleSession : DatabaseHarness {
  explicit SingleSession(milliseconds wait)
      : DatabaseHarness([wait](DatabaseOptions& adjusted) {
          adjusted.pool_size = 1;
          adjusted.pool_wait = wait;
        }) {}
};

TEST(Pool, ConnectsOnlyWhenItIsUsed) {
  RecordingLogger logger;
  MetricsRegistry metrics;
  DatabaseOptions options;
  options.host = "/nonexistent";
  PostgresDatabase database(options, logger, metrics);
  EXPECT_EQ(errorOf([&] { database.run(kBackendPid); }), "unavailable database_unavailable");
}

TEST(Pool, SaysThatItIsBusyWhenNoSessionBecomesFree) {
  SingleSession harness(milliseconds(30));
  harness.database.transact([&](Transaction&) {
    EXPECT_EQ(errorOf([&] { harness.database.run(kBackendPid); }), "unavailable database_busy");
  });
  EXPECT_EQ(harness.database.run(kBackendPid).size(), 1);
  EXPECT_THAT(harness.metrics.text(), testing::HasSubstr("itops_database_pool_busy_total 1"));
}

TEST(Pool, WaitsForASessionToBecomeFree) {
  SingleSession harness(milliseconds(20'000));
  std::future<int> waiting;
  harness.database.transact([&](Transaction&) {
    waiting =
        std::async(std::launch::async, [&] { return harness.database.run(kBackendPid).size(); });
    EXPECT_EQ(waiting.wait_for(milliseconds(50)), std::future_status::timeout);
  });
  EXPECT_EQ(waiting.get(), 1);
  EXPECT_THAT(harness.metrics.text(), testing::HasSubstr("itops_database_pool_waits_total 1"));
}

TEST(Pool, ReusesTheSessionThatCameBackLast) {
  DatabaseHarness harness;
  std::int64_t inner = 0;
  std::int64_t outer = 0;
  harness.database.transact([&](Transaction& transaction) {
    outer = transaction.run(kBackendPid)[0].integer("pid");
    inner = harness.database.run(kBackendPid)[0].integer("pid");
  });
  EXPECT_NE(inner, outer);
  EXPECT_EQ(harness.database.run(kBackendPid)[0].integer("pid"), outer);
}

TEST(Pool, NeverOpensMoreSessionsThanAllowed) {
  DatabaseHarness harness;
  std::vector<std::thread> threads;
  std::atomic<int> failures = 0;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 50; ++j) {
        if (errorOf([&] { harness.database.run(kBackendPid); }) != "nothing was thrown") ++failures;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  constexpr Statement kCountThings{"test.count",
                                   "SELECT count(*) AS sessions FROM pg_stat_activity "
                                   "WHERE datname = current_database()"};
  EXPECT_LE(harness.database.run(kCountThings)[0].integer("sessions"), 4);
  EXPECT_THAT(harness.metrics.text(), testing::HasSubstr("itops_database_sessions_in_use 0"));
}

}  // namespace
}  // namespace itops::test
