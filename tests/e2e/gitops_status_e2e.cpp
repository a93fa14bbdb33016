// The GitOps status API under load, on two replicas, in production and in the place of the program
// that it follows.

#include <gmock/gmock.h>

#include <atomic>
#include <fstream>
#include <functional>
#include <thread>

#include "e2e/shared_core.hpp"
#include "itops/timestamp.hpp"
#include "support/postgres_fixture.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr int kWriters = 16;

std::string reportOf(const std::string& host, const std::string& mark) {
  json::object report{{"server_group", "fleet"}, {"host", host}, {"status", "synced"}};
  for (const char* name : {"commit_sha", "branch", "updated_by", "validation_message"}) {
    report[name] = mark;
  }
  report["changed_files"] = json::array{mark};
  return json::serialize(report);
}

std::string checkOf(const std::string& host, const std::string& time) {
  return json::serialize(
      json::object{{"server_group", "fleet"}, {"host", host}, {"last_cron_check", time}});
}

std::string timeOf(int second) {
  return formatTimestamp(*parseTimestamp("2026-04-26T00:00:00Z") + std::chrono::seconds(second));
}

/// True when all that one report wrote is of one report.
bool isWhole(const json::value& server) {
  const json::value& mark = server.at("commit_sha");
  return server.at("branch") == mark && server.at("updated_by") == mark &&
         server.at("validation_message") == mark && server.at("changed_files").at(0) == mark;
}

/// Runs so many writers at once, each on a connection of its own; returns answers other than 200.
std::vector<std::string> writeAtOnce(
    const CoreProcess& core, const std::function<void(int, HttpClient&, std::string&)>& write) {
  std::vector<std::string> troubles(kWriters);
  std::vector<std::thread> threads;
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([&, writer] {
      try {
        HttpClient client(core.port());
        write(writer, client, troubles[static_cast<std::size_t>(writer)]);
      } catch (const std::exception& error) {
        troubles[static_cast<std::size_t>(writer)] = error.what();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  std::erase(troubles, "");
  return troubles;
}

void post(HttpClient& client, const char* target, const std::string& body, std::string& trouble) {
  const HttpAnswer answer = client.post(target, body);
  if (answer.status != 200) trouble = answer.body;
}

class StatusWriters : public FreshCore {
 protected:
  /// Reads the list until it is told to stop; counts the torn servers that it sees.
  void readUntil(const std::atomic<bool>& is_over, int& torn) const {
    HttpClient client(core.port());
    while (!is_over) {
      const json::value list = json::parse(client.get("/status").body);
      for (const json::value& server : list.as_array()) {
        if (!isWhole(server)) ++torn;
      }
    }
  }
};

// GITOPS-74
TEST_F(StatusWriters, SixteenOnOneServerLoseAndTearNothing) {
  constexpr int kRounds = 25;
  std::string first;
  HttpClient client(core.port());
  post(client, "/status/pipeline", reportOf("one", "first"), first);
  std::atomic<bool> is_over = false;
  int torn = 0;
  std::thread reader([&] { readUntil(is_over, torn); });
  const auto troubles =
      writeAtOnce(core, [](int writer, HttpClient& connection, std::string& trouble) {
        for (int round = 0; round < kRounds; ++round) {
          const std::string mark = std::to_string(writer) + "-" + std::to_string(round);
          if (writer % 2 == 0) {
            post(connection, "/status/pipeline", reportOf("one", mark), trouble);
          } else {
            post(connection, "/status/cron", checkOf("one", timeOf(writer * 100 + round)), trouble);
          }
        }
      });
  is_over = true;
  reader.join();
  EXPECT_THAT(troubles, IsEmpty());
  EXPECT_EQ(torn, 0);
  const Answer server = api.get("/status/fleet/one");
  EXPECT_TRUE(isWhole(server.body));
  const std::string last = "-" + std::to_string(kRounds - 1);
  EXPECT_THAT(server.text("commit_sha"), testing::EndsWith(last));
  const auto checked = *parseTimestamp(server.text("last_cron_check")) - *parseTimestamp(timeOf(0));
  EXPECT_EQ(checked / std::chrono::seconds(1) % 100, kRounds - 1) << "some writer's last one";
  EXPECT_EQ(api.all("/api/v1/gitops/servers/fleet/one/history").size(),
            1U + kRounds * kWriters / 2U)
      << "each pipeline run is there once";
}

// GITOPS-74
// Slow: three thousand reports by sixteen clients.
TEST_F(StatusWriters, SixteenOnAThousandServersLoseAndTearNothing) {
  constexpr int kServers = 1000;
  std::atomic<bool> is_over = false;
  int torn = 0;
  std::thread reader([&] { readUntil(is_over, torn); });
  const auto troubles =
      writeAtOnce(core, [](int writer, HttpClient& connection, std::string& trouble) {
        for (int server = writer; server < kServers; server += kWriters) {
          const std::string host = "host-" + std::to_string(server);
          post(connection, "/status/pipeline", reportOf(host, "before"), trouble);
          post(connection, "/status/cron", checkOf(host, timeOf(server)), trouble);
          post(connection, "/status/pipeline", reportOf(host, "after"), trouble);
        }
      });
  is_over = true;
  reader.join();
  EXPECT_THAT(troubles, IsEmpty());
  EXPECT_EQ(torn, 0);
  const json::array servers = api.get("/status").body.as_array();
  EXPECT_EQ(servers.size(), static_cast<std::size_t>(kServers));
  for (const json::value& server : servers) {
    const int number = std::stoi(textOf(server.at("host")).substr(5));
    EXPECT_TRUE(isWhole(server));
    EXPECT_EQ(server.at("branch"), json::value("after"));
    EXPECT_EQ(server.at("last_cron_check"), json::value(timeOf(number)));
  }
}

TEST(StatusReplicas, ShowEachOthersWritesAtOnce) {
  const Environment database = externalDatabase(PostgresFixture::freshDatabase());
  CoreProcess first(database), second(database);
  first.start();
  second.start();
  HttpClient writer(first.port()), reader(second.port());
  for (int round = 0; round < 50; ++round) {
    const std::string mark = std::to_string(round);
    ASSERT_EQ(writer.post("/status/pipeline", reportOf("one", mark)).status, 200);
    const json::value list = json::parse(reader.get("/status").body);
    ASSERT_EQ(list.at(0).at("branch"), json::value(mark));
  }
}

/// Another free port than the one that core takes by itself.
std::string freePort() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(fd, reinterpret_cast<const sockaddr*>(&address), size);
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(fd);
  return std::to_string(ntohs(address.sin_port));
}

/// What the container of the earlier program is given, with nothing but this plugin.
Environment inItsPlace(const std::string& port, const std::string& file) {
  Environment environment = externalDatabase(PostgresFixture::freshDatabase());
  environment.merge(Environment{{"ITOPS_PLUGINS_SLA_ENABLED", "false"},
                                {"ITOPS_SERVER_PORT", ""},
                                {"ITOPS_SERVER_HOST", ""},
                                {"API_HOST", "127.0.0.1"},
                                {"API_PORT", port},
                                {"STATUS_FILE", file}});
  return environment;
}

/// Switches off whatever other plugins there are.
void switchOthersOff(CoreProcess& core) {
  for (const char* name : {"BACKUP", "STORAGE", "LDAP_AUTH", "TICKETING", "SLA_PORTAL_EXPORT"}) {
    core.set("ITOPS_PLUGINS_" + std::string(name) + "_ENABLED", "false");
  }
}

// GITOPS-06, GITOPS-60, GITOPS-75, GITOPS-77, GITOPS-78, GITOPS-79, GITOPS-86, GITOPS-87
TEST(StatusApiInPlace, TakesOverAddressFileAndClients) {
  const TemporaryFolder folder;
  const std::string file = (folder.path() / "status.json").string();
  const std::string content =
      R"({"repo":"rsyslog","server":"rsyslog-01","sync_status":"OUT_OF_SYNC","drift_count":1,)"
      R"("deployed_files":[],"drifted_files":["/etc/a"],"last_check":"2026-01-05T10:00:00Z"})";
  std::ofstream(file) << content;
  const std::string port = freePort();
  CoreProcess core(inItsPlace(port, file));
  switchOthersOff(core);
  core.start();
  EXPECT_EQ(std::to_string(core.port()), port);
  EXPECT_EQ(json::parse(HttpClient(core.port()).get("/api/status").body), json::parse(content));
  EXPECT_EQ(HttpClient(core.port()).post("/status/pipeline", reportOf("one", "x")).status, 200);
  core.kill9();
  core.start();
  const json::value list = json::parse(HttpClient(core.port()).get("/status").body);
  EXPECT_EQ(list.as_array().size(), 2U) << "data live on";
  std::ifstream after(file);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(after), {}), content);
}

// GITOPS-76
TEST(StatusApiInPlace, ServesAFurtherPort) {
  const std::string port = freePort();
  Environment environment = externalDatabase(PostgresFixture::freshDatabase());
  environment["ITOPS_SERVER_EXTRA_PORTS"] = port;
  CoreProcess core(environment);
  core.start();
  EXPECT_EQ(HttpClient(static_cast<std::uint16_t>(std::stoi(port))).get("/status").body, "[]");
}

// GITOPS-66
TEST(StatusApiClosed, WantsTheOperatorKeyUnlessItIsOpen) {
  Environment environment = externalDatabase(PostgresFixture::freshDatabase());
  environment["ITOPS_GITOPS_STATUS_ANONYMOUS"] = "false";
  CoreProcess core(environment);
  core.start();
  const ApiClient api(core);
  HttpClient nobody(core.port());
  EXPECT_EQ(nobody.get("/status").status, 401);
  EXPECT_EQ(nobody.post("/status/pipeline", reportOf("one", "x")).status, 401);
  EXPECT_EQ(api.call("POST", "/status/pipeline", reportOf("one", "x")).status, 200);
  EXPECT_EQ(api.get("/status").body.as_array().size(), 1U);
}

TEST(StatusApiClosed, AForeignPageMayNotReportWhereItIsOpen) {
  CoreProcess core(externalDatabase(PostgresFixture::freshDatabase()));
  core.start();
  const auto report = [&](const HttpClient::Headers& headers) {
    return HttpClient(core.port()).post("/status/pipeline", reportOf("one", "x"), headers).status;
  };
  EXPECT_EQ(report({{"Origin", "https://evil.example"}}), 403);
  EXPECT_EQ(report({{"Origin", "https://evil.example"}, {"X-API-Key", core.key()}}), 200);
  EXPECT_EQ(report({{"Origin", "http://localhost"}}), 200) << "its own Host";
}

}  // namespace
}  // namespace itops::test
