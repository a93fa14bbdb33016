// How core starts, tells its state, and stops.

#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <csignal>
#include <future>

#include "database/postgres_database.hpp"
#include "e2e/eventually.hpp"
#include "e2e/shared_core.hpp"
#include "support/postgres_fixture.hpp"
#include "support/recording_logger.hpp"

namespace itops::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kPath = "acme/shop/prod/c1/api";
constexpr Statement kLockServices{"test.lock", "LOCK TABLE kernel.service_state IN EXCLUSIVE MODE"};

/// Ports that nobody listens on at the moment.
std::vector<std::string> freePorts(int count) {
  std::vector<std::string> ports;
  std::vector<int> sockets;
  for (int i = 0; i < count; ++i) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    sockets.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    ::bind(sockets.back(), reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(sockets.back(), reinterpret_cast<sockaddr*>(&address), &size);
    ports.push_back(std::to_string(ntohs(address.sin_port)));
  }
  for (const int socket : sockets) ::close(socket);
  return ports;
}

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
    // A later request on the same loop is answered: the push has been read.
    EXPECT_TRUE(isServed(core.port()));
  }
  ~StopWithAPushUnderWay() override { unlock(); }

  void lock() {
    std::promise<void> locked;
    auto is_locked = locked.get_future();
    holder_ = std::async(std::launch::async, [this, &locked] {
      RecordingLogger logger;
      Metrics metrics;
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

TEST(Stop, BySigtermOrSigintEndsWithZeroAndTakesPostgresAlong) {
  CoreProcess core;
  for (const int signal_number : {SIGTERM, SIGINT}) {
    core.start();
    const pid_t server = core.embeddedServer();
    EXPECT_GT(server, 0);
    core.signal(signal_number);
    EXPECT_EQ(core.waitForExit(std::chrono::seconds(20)), 0);
    EXPECT_NE(::kill(server, 0), 0) << "its PostgreSQL still runs";
    EXPECT_THAT(core.output(), HasSubstr("Stopped."));
  }
}

class Start : public FreshCore {};

TEST_F(Start, TellsHealthAndReadinessOfEachPart) {
  const Answer health = api.get("/health");
  EXPECT_EQ(health.status, 200);
  EXPECT_EQ(health.text("status"), "ok");
  EXPECT_THAT(health.text("version"), Not(IsEmpty()));
  const Answer ready = api.get("/ready");
  EXPECT_EQ(ready.status, 200);
  EXPECT_THAT(texts(ready["components"].as_array(), "name"),
              testing::ElementsAre("database", "migrations", "plugin sla"));
}

TEST_F(Start, PrintsALineThatCanBePasted) {
  const std::string output = core.output();
  const auto begin = output.find("curl -X POST");
  const std::string line = output.substr(begin, output.find("\n\n", begin) - begin);
  const Finished pasted = runProgram({"/bin/sh", "-c", "exec 2>/dev/null\n" + line});
  EXPECT_EQ(pasted.exit_code, 0);
  EXPECT_EQ(json::parse(pasted.output).at("created"), json::value(true));
}

TEST_F(Start, ServesMetricsDocumentationAndTheInterface) {
  EXPECT_THAT(api.get("/metrics").raw.body, HasSubstr("itops_"));
  EXPECT_THAT(api.get("/docs").raw.header("content-type"), HasSubstr("text/html"));
  EXPECT_EQ(api.get("/openapi.json").text("openapi"), "3.1.0");
}

// START-62: any setting, here by its variable.
TEST(StartWithExtraPorts, ServesTheSameOnEachOfThem) {
  const auto ports = freePorts(3);
  Environment environment = externalDatabase(PostgresFixture::freshDatabase());
  environment["ITOPS_SERVER_PORT"] = ports[0];
  environment["ITOPS_SERVER_EXTRA_PORTS"] = ports[1] + "," + ports[2];
  CoreProcess core(environment);
  core.start();
  EXPECT_EQ(std::to_string(core.port()), ports[0]);
  for (const auto& port : ports) EXPECT_TRUE(isServed(static_cast<std::uint16_t>(std::stoi(port))));
}

TEST(StartOnAPortThatIsTaken, FailsAndNamesPortAndSetting) {
  CoreProcess first(externalDatabase(PostgresFixture::freshDatabase()));
  first.start();
  Environment environment = externalDatabase(PostgresFixture::freshDatabase());
  environment["ITOPS_SERVER_PORT"] = std::to_string(first.port());
  CoreProcess second(environment);
  second.launch();
  EXPECT_EQ(second.waitForExit(std::chrono::seconds(20)), 1);
  EXPECT_THAT(second.output(), HasSubstr(std::to_string(first.port())));
  EXPECT_THAT(second.output(), HasSubstr("ITOPS_SERVER_PORT"));
}

class StartWithoutSla : public FreshCore {
 protected:
  StartWithoutSla() : FreshCore({{"ITOPS_PLUGINS_SLA_ENABLED", "false"}}) {}
};

// START-69: the default is the other suites' business; false switches it off.
TEST_F(StartWithoutSla, AnswersItsPathsWith404AndTakesPushes) {
  for (const char* target : {"/api/v1/sla/snapshots?path=a", "/api/v1/sla", "/api/v1/sla/x/y"}) {
    const Answer answer = api.get(target);
    EXPECT_EQ(answer.status, 404) << target;
    EXPECT_EQ(answer.text("code"), "plugin_disabled") << target;
  }
  EXPECT_EQ(api.push(kPath, "DOWN").status, 201);
  EXPECT_EQ(api.service(kPath).at("status"), json::value("DOWN"));
  EXPECT_EQ(api.get("/ready").status, 200);
}

TEST_F(StartWithoutSla, KeepsTheDataForTheNextStartWithIt) {
  api.push(kPath, "DOWN");
  EXPECT_EQ(core.terminate(), 0);
  core.set("ITOPS_PLUGINS_SLA_ENABLED", "true");
  core.start();
  ApiClient(core).push(kPath, "DEGRADED");
  EXPECT_THAT(texts(ApiClient(core).snapshots(kPath), "status"), testing::ElementsAre("DEGRADED"));
  core.terminate();
  core.set("ITOPS_PLUGINS_SLA_ENABLED", "false");
  core.start();
  EXPECT_EQ(ApiClient(core).get("/api/v1/sla/snapshots").status, 404);
  core.terminate();
  core.set("ITOPS_PLUGINS_SLA_ENABLED", "true");
  core.start();
  EXPECT_THAT(texts(ApiClient(core).snapshots(kPath), "status"), testing::ElementsAre("DEGRADED"));
}

}  // namespace
}  // namespace itops::test
