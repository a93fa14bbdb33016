// How core starts and what it tells then.

#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <stdexcept>

#include "e2e/shared_core.hpp"
#include "support/postgres_fixture.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

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
    auto* place = reinterpret_cast<sockaddr*>(&address);
    if (::bind(sockets.back(), place, size) != 0) throw std::runtime_error("no port is free");
    ::getsockname(sockets.back(), place, &size);
    ports.push_back(std::to_string(ntohs(address.sin_port)));
  }
  for (const int socket : sockets) ::close(socket);
  return ports;
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
              ElementsAre("database", "migrations", "plugin backup", "plugin gitops_status",
                          "plugin ldap_auth", "plugin sla", "plugin storage"));
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
  for (const auto& port : ports) {
    HttpClient client(static_cast<std::uint16_t>(std::stoi(port)));
    EXPECT_EQ(client.get("/ready").status, 200) << port;
  }
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
  EXPECT_THAT(texts(ApiClient(core).snapshots(kPath), "status"), ElementsAre("DEGRADED"));
  core.terminate();
  core.set("ITOPS_PLUGINS_SLA_ENABLED", "false");
  core.start();
  EXPECT_EQ(ApiClient(core).get("/api/v1/sla/snapshots").status, 404);
  core.terminate();
  core.set("ITOPS_PLUGINS_SLA_ENABLED", "true");
  core.start();
  EXPECT_THAT(texts(ApiClient(core).snapshots(kPath), "status"), ElementsAre("DEGRADED"));
}

}  // namespace
}  // namespace itops::test
