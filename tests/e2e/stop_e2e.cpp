// How core stops, at rest and with work under way.

#include <gmock/gmock.h>

#include <csignal>
#include <future>
#include <optional>

#include "database/postgres_database.hpp"
#include "e2e/api_client.hpp"
#include "e2e/eventually.hpp"
#include "support/postgres_fixture.hpp"
#include "support/recording_logger.hpp"

namespace itops::test {
namespace {

constexpr Statement kLockServices{"test.lock", "LOCK TABLE kernel.service_state IN EXCLUSIVE MODE"};
constexpr Statement kCountWaiting{"test.count_waiting", R"(
SELECT count(*) AS waiting FROM pg_locks WHERE NOT granted
AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"};

bool isServed(std::uint16_t port) {
  try {
    return HttpClient(port).get("/ready").status == 200;
  } catch (const std::exception&) {
    return false;
  }
}

/// A core whose pushes wait until the test lets them go.
class StopWithAPushUnderWay : public testing::Test {
 protected:
  StopWithAPushUnderWay()
      : database_options_(PostgresFixture::freshDatabase()),
        core(externalDatabase(database_options_)) {
    core.start();
    lock();
    client.emplace(core.port(), std::chrono::seconds(60));
    client->send(HttpClient::format("POST", "/api/v1/health/report", {{"X-API-Key", core.key()}},
                                    std::string("{\"path\":\"") + kPath + "\"}"));
    EXPECT_TRUE(eventually([this] { return waitingForLocks() > 0; }));
  }
  ~StopWithAPushUnderWay() override { unlock(); }

  void lock() {
    std::promise<void> locked;
    auto is_locked = locked.get_future();
    holder_ = std::async(std::launch::async, [this, &locked] {
      RecordingLogger logger;
      MetricsRegistry metrics;
      PostgresDatabase(database_options_, logger, metrics).transact([&](Transaction& transaction) {
        transaction.run(kLockServices);
        locked.set_value();
        release_.get_future().wait();
      });
    });
    is_locked.wait();
  }
  void unlock() {
    if (!holder_.valid()) return;
    release_.set_value();
    holder_.get();
  }

  std::int64_t waitingForLocks() {
    RecordingLogger logger;
    MetricsRegistry metrics;
    PostgresDatabase database(database_options_, logger, metrics);
    return database.run(kCountWaiting)[0].integer("waiting");
  }

  DatabaseOptions database_options_;
  CoreProcess core;
  std::optional<HttpClient> client;

 private:
  std::promise<void> release_;
  std::future<void> holder_;
};

TEST_F(StopWithAPushUnderWay, AnswersItAndStoresItBeforeTheEnd) {
  core.signal(SIGTERM);
  EXPECT_TRUE(eventually([this] { return !isServed(core.port()); }));
  EXPECT_FALSE(core.waitForExit(std::chrono::seconds(0)));
  unlock();
  EXPECT_EQ(client->readAnswer().status, 201);
  EXPECT_EQ(core.waitForExit(std::chrono::seconds(20)), 0);
  core.start();
  EXPECT_FALSE(ApiClient(core).service(kPath).empty());
}

TEST_F(StopWithAPushUnderWay, EndsAtOnceAfterASecondSignal) {
  core.signal(SIGTERM);
  EXPECT_TRUE(eventually([this] { return !isServed(core.port()); }));
  EXPECT_FALSE(core.waitForExit(std::chrono::seconds(0)));
  core.signal(SIGTERM);
  EXPECT_EQ(core.waitForExit(std::chrono::seconds(5)), 128 + SIGTERM);
}

// Load balancers look at /ready; what they send meanwhile must still be served.
// Slow: waits for the delay before the ports close.
TEST(Stop, TellsLoadBalancersBeforeItClosesItsPorts) {
  CoreProcess core(Environment{{"ITOPS_SERVER_SHUTDOWN_DELAY", "4s"}});
  core.start();
  core.signal(SIGTERM);
  EXPECT_TRUE(eventually([&] { return HttpClient(core.port()).get("/ready").status == 503; }));
  EXPECT_EQ(ApiClient(core).push(kPath, "OPERATIONAL").status, 201);
  EXPECT_EQ(core.waitForExit(std::chrono::seconds(20)), 0);
}

// Slow: two starts with the embedded PostgreSQL.
TEST(Stop, BySigtermOrSigintEndsWithZeroAndTakesPostgresAlong) {
  CoreProcess core;
  for (const int signal_number : {SIGTERM, SIGINT}) {
    core.start();
    const pid_t server = core.embeddedServer();
    EXPECT_GT(server, 0);
    core.signal(signal_number);
    EXPECT_EQ(core.waitForExit(std::chrono::seconds(20)), 0);
    EXPECT_NE(::kill(server, 0), 0) << "its PostgreSQL still runs";
    EXPECT_THAT(core.output(), testing::HasSubstr("Stopped."));
  }
}

}  // namespace
}  // namespace itops::test
