// PostgreSQL processes end under load: every push is answered properly, none that was acknowledged
// is lost, and pushes go on.

#include <gmock/gmock.h>

#include <csignal>

#include "database/postgres_database.hpp"
#include "e2e/eventually.hpp"
#include "e2e/push_load.hpp"
#include "support/recording_logger.hpp"

namespace itops::test {
namespace {

using testing::IsEmpty;

constexpr Statement kIngestBackends{"test.ingest_backends", R"(
SELECT pid FROM pg_stat_activity WHERE application_name = 'itops-ingest')"};
constexpr Statement kSharedBackends{"test.shared_backends", R"(
SELECT pid FROM pg_stat_activity WHERE application_name = 'itops')"};

/// A core with a load on it, and its PostgreSQL at the test's mercy. The tests share the core.
class PostgresFault : public testing::Test {
 protected:
  static void SetUpTestSuite() { suite_core = startedCore({}); }
  static void TearDownTestSuite() { suite_core.reset(); }

  static std::unique_ptr<CoreProcess> startedCore(const Environment& environment) {
    auto core = std::make_unique<CoreProcess>(environment);
    core->start();
    return core;
  }
  static CoreProcess& core() { return *suite_core; }

  void SetUp() override {
    load.emplace(core(), kNode, 8);
    ASSERT_TRUE(load->awaitAcknowledged(500));
  }

  void killBackends(const Statement& query) {
    RecordingLogger logger;
    MetricsRegistry metrics;
    DatabaseOptions options = core().embeddedDatabase();
    options.application_name = "test";
    const Rows rows = PostgresDatabase(options, logger, metrics).run(query);
    ASSERT_GT(rows.size(), 0);
    for (const auto row : rows) ::kill(static_cast<pid_t>(row.integer("pid")), SIGKILL);
  }

  void signalServer(int signal_number) {
    const pid_t server = core().embeddedServer();
    ASSERT_EQ(::kill(server, signal_number), 0);
    EXPECT_TRUE(eventually([&] {
      const pid_t now = core().embeddedServer();
      return now != 0 && now != server;
    })) << "no other server was started";
  }

  /// Pushes are taken again, and each acknowledged one was stored.
  void expectRecovery() {
    EXPECT_TRUE(load->awaitAcknowledged(500));
    load->stop();
    EXPECT_THAT(load->improper(), IsEmpty());
    EXPECT_THAT(load->unanswered(), IsEmpty());
    EXPECT_TRUE(eventually([] { return HttpClient(core().port()).get("/ready").status == 200; }));
    EXPECT_THAT(missingOf(ApiClient(core()), load->acknowledged()), IsEmpty());
  }

  std::optional<PushLoad> load;
  static inline std::unique_ptr<CoreProcess> suite_core;
};

/// Without patience of ours, clients see the fault.
class PostgresFaultWithoutRetry : public PostgresFault {
 protected:
  static void SetUpTestSuite() { suite_core = startedCore({{"ITOPS_INGEST_RETRY_FOR", "0s"}}); }
};

TEST_F(PostgresFault, KilledIngestBackendLosesNothing) {
  killBackends(kIngestBackends);
  expectRecovery();
}

TEST_F(PostgresFault, KilledBackendsOfTheSharedPoolLoseNothing) {
  ASSERT_EQ(ApiClient(core()).get("/api/v1/services").status, 200);
  killBackends(kSharedBackends);
  expectRecovery();
}

TEST_F(PostgresFault, RestartLosesNothing) {
  signalServer(SIGINT);
  expectRecovery();
}

TEST_F(PostgresFault, KilledServerLosesNothing) {
  signalServer(SIGKILL);
  expectRecovery();
}

TEST_F(PostgresFaultWithoutRetry, RestartIsToldToClientsWith503AndRetryAfter) {
  signalServer(SIGINT);
  expectRecovery();
  EXPECT_GT(load->answers().at(503), 0);
}

}  // namespace
}  // namespace itops::test
