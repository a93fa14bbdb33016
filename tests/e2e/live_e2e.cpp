// The live stream over two replicas on one database.

#include <gmock/gmock.h>

#include <chrono>
#include <csignal>

#include "e2e/api_client.hpp"
#include "e2e/live_client.hpp"
#include "support/postgres_fixture.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kChanges = "?type=service.status_changed";

std::string pathOf(int number) {
  return "acme/shop/prod/c1/s" + std::to_string(number);
}

class LiveOnTwoReplicas : public testing::Test {
 protected:
  LiveOnTwoReplicas() {
    first.start();
    second.start();
  }

  /// Gives services a new status on the first replica, one event each, one after the other.
  void change(int from, int to, const std::string& status = "DOWN") const {
    const ApiClient api(first);
    for (int i = from; i <= to; ++i) EXPECT_LT(api.push(pathOf(i), status).status, 300);
  }

  static Environment environment(const DatabaseOptions& options) {
    Environment all = externalDatabase(options);
    all["ITOPS_SECURITY_OPERATOR_API_KEY"] = "the-key-of-both-replicas";
    return all;
  }

  DatabaseOptions options_ = PostgresFixture::freshDatabase();
  CoreProcess first{environment(options_)};
  CoreProcess second{environment(options_)};
};

TEST_F(LiveOnTwoReplicas, ShowAPushOnOneToAClientOfTheOtherWithinTwoSeconds) {
  LiveClient client(second);
  const auto begin = std::chrono::steady_clock::now();
  change(1, 1);
  const auto text = client.awaitText(R"("DOWN")");
  const auto time = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(time, std::chrono::seconds(2));
  RecordProperty("milliseconds", static_cast<int>(time / std::chrono::milliseconds(1)));
  EXPECT_THAT(text, HasSubstr("event: service.status_changed/1\n"));
}

TEST_F(LiveOnTwoReplicas, ReadEachEventOnceForAllClients) {
  std::vector<std::unique_ptr<LiveClient>> clients;
  for (int i = 0; i < 20; ++i) clients.push_back(std::make_unique<LiveClient>(second, kChanges));
  change(1, 10, "DEGRADED");
  for (auto& client : clients) client->awaitText(pathOf(10));
  const auto metrics = HttpClient(second.port()).get("/metrics").body;
  EXPECT_THAT(metrics, HasSubstr("itops_live_events_replayed_total 0\n"));
  const auto at = metrics.find("\nitops_live_events_read_total ") + 30;
  EXPECT_EQ(std::stod(metrics.substr(at, 10)), 10);
}

TEST_F(LiveOnTwoReplicas, ResumeAcrossARestartWithoutLossOrDouble) {
  std::string last_id;
  {
    LiveClient client(second, kChanges);
    change(1, 1);
    client.awaitText(pathOf(1));
    last_id = client.lastId();
  }
  second.kill9();
  change(2, 4);
  second.start();
  LiveClient client(second, kChanges, last_id);
  change(5, 5);
  client.awaitText(pathOf(5));
  EXPECT_THAT(client.paths(), ElementsAre(pathOf(2), pathOf(3), pathOf(4), pathOf(5)));
  LiveClient elsewhere(first, kChanges, last_id);
  elsewhere.awaitText(pathOf(5));
  EXPECT_EQ(elsewhere.paths(), client.paths());
}

TEST_F(LiveOnTwoReplicas, TakeATicketOnceOnAnyOfThem) {
  const Answer answer = ApiClient(first).call("POST", "/api/v1/live/ticket");
  ASSERT_EQ(answer.status, 201);
  const std::string target = "/api/v1/live?ticket=" + answer.text("ticket");
  LiveClient client(second.port(), target, {});
  EXPECT_EQ(client.status(), 200);
  EXPECT_EQ(LiveClient(first.port(), target, {}).status(), 401);
  EXPECT_EQ(LiveClient(second.port(), target, {}).status(), 401);
  change(1, 1);
  client.awaitText(pathOf(1));
  second.terminate();
  EXPECT_THAT(second.output(), HasSubstr("path=/api/v1/live"));
  EXPECT_THAT(second.output(), Not(HasSubstr(answer.text("ticket"))));
}

TEST_F(LiveOnTwoReplicas, FilterByPath) {
  LiveClient client(second, "?path=acme/shop/prod/c1/s2");
  change(1, 3, "DEGRADED");
  client.awaitText(pathOf(2));
  change(1, 3, "OPERATIONAL");
  client.awaitText("\"OPERATIONAL\"");
  EXPECT_THAT(client.paths(), ElementsAre(pathOf(2), pathOf(2)));
}

TEST_F(LiveOnTwoReplicas, TakeNoKeyFromAUrl) {
  for (const char* name : {"key", "api_key", "apiKey", "token", "access_token", "X-API-Key"}) {
    const std::string target = std::string("/api/v1/live?") + name + "=" + second.key();
    EXPECT_EQ(LiveClient(second.port(), target, {}).status(), 401) << name;
  }
}

TEST(Live, RefusesOneStreamTooMany) {
  CoreProcess core(Environment{{"ITOPS_LIVE_STREAMS_MAX", "1"}});
  core.start();
  LiveClient only(core);
  HttpClient refused(core.port());
  const auto answer = refused.get("/api/v1/live", {{"X-API-Key", core.key()}});
  EXPECT_EQ(answer.status, 503);
  EXPECT_FALSE(answer.header("retry-after").empty());
  EXPECT_THAT(answer.body, HasSubstr("live.streams_max"));
}

// Slow: starts core with the embedded PostgreSQL.
TEST(Live, EndsAtOnceWhenCoreStops) {
  CoreProcess core(Environment{{"ITOPS_LIVE_HEARTBEAT", "1s"}});
  core.start();
  LiveClient client(core);
  client.awaitText(": heartbeat");
  core.signal(SIGTERM);
  client.awaitEnd();
  EXPECT_EQ(core.waitForExit(std::chrono::seconds(20)), 0);
}

}  // namespace
}  // namespace itops::test
