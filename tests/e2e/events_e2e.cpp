// Events across processes: two cores on one PostgreSQL, with a plugin that counts what it hears.

#include <gmock/gmock.h>

#include "database/postgres_database.hpp"
#include "e2e/api_client.hpp"
#include "e2e/eventually.hpp"
#include "support/postgres_fixture.hpp"
#include "support/product.hpp"
#include "support/recording_logger.hpp"

namespace itops::test {
namespace {

using testing::SizeIs;

constexpr int kKeys = 50;

class EventsE2e : public testing::Test {
 protected:
  EventsE2e() {
    database_.runScript(
        "CREATE SCHEMA counter; CREATE TABLE counter.heard (position bigint GENERATED ALWAYS AS "
        "IDENTITY, consumer text, event_id uuid, key text, number bigint)");
    first_.start();
    second_.start();
  }

  Environment environment() const {
    Environment environment = externalDatabase(options_);
    environment["ITOPS_PLUGINS_DIR"] = productFolder() / "out/test_plugins";
    environment["ITOPS_SECURITY_OPERATOR_API_KEY"] = "e2e-events-operator-key";
    environment["ITOPS_EVENTS_POLL_INTERVAL"] = "200ms";
    return environment;
  }
  /// The one value of `sql` as text.
  std::string value(const std::string& sql) {
    const std::string whole = "SELECT (" + sql + ")::text AS value";
    const std::string name = "test." + std::to_string(std::hash<std::string>{}(sql));
    return std::string(database_.query({name.c_str(), whole.c_str()}, {})[0].text("value"));
  }
  bool becomes(const std::string& sql, const std::string& expected) {
    return eventually([&] { return value(sql) == expected; }, std::chrono::seconds(60));
  }
  static int publish(const CoreProcess& core, int count) {
    return ApiClient(core)
        .call("POST", "/api/v1/counter/events?batch=100&keys=" + std::to_string(kKeys) +
                          "&count=" + std::to_string(count))
        .status;
  }

  DatabaseOptions options_ = PostgresFixture::freshDatabase();
  RecordingLogger logger_;
  MetricsRegistry metrics_;
  PostgresDatabase database_{options_, logger_, metrics_};
  CoreProcess first_{environment()};
  CoreProcess second_{environment()};
};

constexpr const char* kPending = "SELECT count(*) FROM kernel.event_delivery WHERE dead_at IS NULL";
constexpr const char* kCounted = "SELECT count(*) FROM counter.heard WHERE consumer = 'count'";
constexpr const char* kDifferent =
    "SELECT count(DISTINCT event_id) FROM counter.heard WHERE consumer = 'count'";
constexpr const char* kInOrder =
    "SELECT bool_and(number = place) FROM (SELECT number, row_number() OVER (PARTITION BY key "
    "ORDER BY position) AS place FROM counter.heard WHERE consumer = 'count') AS h";

// Each replica is killed and started again while deliveries are under way.
// Slow: two replicas, of which one is killed and replaced.
TEST_F(EventsE2e, KillOfAReplicaLosesAndDoublesNothing) {
  constexpr int kEvents = 10'000;
  for (CoreProcess* victim : {&first_, &second_}) {
    const int before = std::stoi(value(kCounted));
    ASSERT_EQ(publish(*(victim == &first_ ? &second_ : &first_), kEvents), 200);
    ASSERT_TRUE(eventually([&] { return std::stoi(value(kCounted)) > before; }));
    victim->kill9();
    victim->start();
    EXPECT_TRUE(becomes(kPending, "0"));
    EXPECT_EQ(value(kCounted), std::to_string(before + kEvents));
    EXPECT_EQ(value(kDifferent), std::to_string(before + kEvents));
    database_.runScript("UPDATE counter.heard SET consumer = 'before'");
  }
}

TEST_F(EventsE2e, ReachTheirConsumerInTheOrderOfEachKey) {
  ASSERT_EQ(publish(first_, 5'000), 200);
  EXPECT_TRUE(becomes(kCounted, "5000"));
  EXPECT_EQ(value(kInOrder), "true");
}

TEST_F(EventsE2e, TellOfEachChangeOfStatusOnce) {
  const ApiClient first(first_);
  const ApiClient second(second_);
  EXPECT_EQ(first.push("acme/shop/prod/c1/api", "OPERATIONAL").status, 201);
  EXPECT_EQ(second.push("acme/shop/prod/c1/api", "OPERATIONAL").status, 200);
  EXPECT_EQ(first.push("acme/shop/prod/c1/api", "DOWN").status, 200);
  EXPECT_TRUE(
      becomes("SELECT coalesce(string_agg(key, ', ' ORDER BY position), '') FROM counter.heard",
              "acme/shop/prod/c1/api OPERATIONAL, acme/shop/prod/c1/api DOWN"));
  EXPECT_EQ(value("SELECT string_agg(payload->>'cause', ', ' ORDER BY id) FROM kernel.event"),
            "created, push");
}

TEST_F(EventsE2e, ThatAreDeadAreShownAndTriedAgain) {
  database_.runScript("ALTER TABLE counter.heard RENAME TO unheard");
  first_.terminate();
  second_.terminate();
  first_.set("ITOPS_EVENTS_ATTEMPTS_MAX", "1");
  first_.start();
  ASSERT_EQ(publish(first_, 3), 200);
  const ApiClient api(first_);
  const auto dead = [&] { return api.all("/api/v1/events/dead?consumer=counter.count&limit=2"); };
  ASSERT_TRUE(eventually([&] { return dead().size() == 3; }));
  EXPECT_EQ(textOf(dead()[0].at("type")), "counter.counted/1");
  EXPECT_EQ(textOf(dead()[0].at("owner")), "counter");
  database_.runScript("ALTER TABLE counter.unheard RENAME TO heard");
  const std::string id = textOf(dead()[0].at("id"));
  EXPECT_EQ(api.call("POST", "/api/v1/events/dead/" + id + "/retry").status, 202);
  EXPECT_TRUE(becomes(kCounted, "1"));
  EXPECT_EQ(api.call("POST", "/api/v1/events/dead/" + id + "/retry").status, 404);
  EXPECT_EQ(api.call("POST", "/api/v1/events/dead/retry?consumer=counter.count").status, 202);
  EXPECT_TRUE(becomes(kCounted, "3"));
  EXPECT_THAT(texts(api.all("/api/v1/audit?objectType=event_consumer"), "objectName"),
              testing::ElementsAre("counter.count"));
  const Answer consumers = api.get("/api/v1/events/consumers");
  EXPECT_THAT(texts(consumers["items"].as_array(), "name"),
              testing::ElementsAre("counter.count", "counter.count_changes", "sla.follow_status"));
  EXPECT_EQ(consumers["items"].at(0).at("dead"), 0);
}

TEST_F(EventsE2e, OfAWrongQueryAreRefusedByName) {
  const Answer answer = ApiClient(first_).get("/api/v1/events/dead?limit=0&cursor=x");
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer["errors"].as_array(), SizeIs(2));
}

}  // namespace
}  // namespace itops::test
