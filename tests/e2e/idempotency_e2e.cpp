// Pushes that are repeated with the same idempotencyKey.

#include <gmock/gmock.h>

#include <set>
#include <thread>

#include "e2e/shared_core.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

class IdempotentPush : public SharedCore {
 protected:
  json::object body(const std::string& key, const std::string& status = "OPERATIONAL") {
    return {{"path", path("api")}, {"status", status}, {"idempotencyKey", key}};
  }
};

TEST_F(IdempotentPush, RepeatedGetsTheFirstAnswerAndStoresNothing) {
  const Answer first = api.push(body("one"));
  const Answer again = api.push(body("one"));
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.raw.body, first.raw.body);
  EXPECT_THAT(api.snapshots(path("api")), SizeIs(1));
}

TEST_F(IdempotentPush, RepeatedLaterStillGetsTheFirstAnswerAndChangesNothing) {
  const Answer first = api.push(body("one"));
  api.push(body("two", "DOWN"));
  EXPECT_EQ(api.push(body("one")).raw.body, first.raw.body);
  EXPECT_EQ(api.service(path("api")).at("status"), json::value("DOWN"));
}

TEST_F(IdempotentPush, WithAnotherBodyGetsTheFirstAnswerAndAWarning) {
  const Answer first = api.push(body("one"));
  const Answer other = api.push(body("one", "DOWN"));
  EXPECT_EQ(other.status, 201);
  EXPECT_EQ(other["id"], first["id"]);
  EXPECT_EQ(other.text("status"), "OPERATIONAL");
  EXPECT_THAT(other.warnings(), ElementsAre("idempotency.mismatch"));
  EXPECT_EQ(api.service(path("api")).at("status"), json::value("OPERATIONAL"));
}

TEST_F(IdempotentPush, OfAnotherServiceWithTheSameKeyIsAnotherPush) {
  api.push(body("one"));
  json::object other = body("one");
  other["path"] = path("other");
  EXPECT_EQ(api.push(other).status, 201);
  EXPECT_FALSE(api.service(path("other")).empty());
}

TEST_F(IdempotentPush, SentSixteenTimesAtOnceIsStoredOnce) {
  std::vector<std::string> answers(16);
  std::vector<std::thread> clients;
  for (std::string& answer : answers) {
    clients.emplace_back([&answer, this] { answer = api.push(body("one")).raw.body; });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_THAT(std::set<std::string>(answers.begin(), answers.end()), SizeIs(1));
  EXPECT_EQ(json::parse(answers.front()).at("created"), json::value(true));
  EXPECT_THAT(api.snapshots(path("api")), SizeIs(1));
  EXPECT_THAT(api.events(path("api")), SizeIs(1));
}

// The answers are kept for a day, in the database: a restart forgets none.
// Slow: starts the embedded PostgreSQL twice.
TEST(IdempotentPushAcrossRestarts, GetsTheFirstAnswer) {
  CoreProcess core;
  core.start();
  const json::object body{{"path", "acme/shop/prod/c1/api"}, {"idempotencyKey", "one"}};
  const Answer first = ApiClient(core).push(body);
  EXPECT_EQ(core.terminate(), 0);
  core.start();
  EXPECT_EQ(ApiClient(core).push(body).raw.body, first.raw.body);
}

}  // namespace
}  // namespace itops::test
