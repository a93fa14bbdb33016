#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <thread>

#include "database/ingest/replica.hpp"
#include "database/ingest/test_sinks.hpp"
#include "support/postgres_fixture.hpp"

namespace itops::test {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

constexpr Statement kEndMyself{"test.end_myself", "SELECT pg_terminate_backend(pg_backend_pid())"};

ingest::IngestOptions patience(milliseconds retry_for) {
  ingest::IngestOptions options;
  options.limits.retry_for = retry_for;
  return options;
}

/// A sink in whose middle the server ends the session, `count` times.
std::shared_ptr<ObservationSink> sinkThatLosesTheSession(std::shared_ptr<std::atomic<int>> count) {
  return std::make_shared<FunctionSink>(true, [count](Transaction& transaction, auto) {
    if (count->fetch_sub(1) > 0) transaction.run(kEndMyself);
  });
}

TEST(DatabaseLoss, InTheMiddleOfABatchIsRetriedWithoutALoss) {
  CatalogDatabase database;
  Replica replica(database, patience(milliseconds(20'000)));
  replica.addSink(sinkThatLosesTheSession(std::make_shared<std::atomic<int>>(2)));
  const auto answers = replica.together({{.service = "a"}, {.service = "b"}, {.service = "c"}});
  for (const auto& answer : answers) EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(database.value("SELECT count(*) FROM kernel.service"), "3");
  EXPECT_EQ(database.value("SELECT count(*) FROM sla.sla_snapshots"), "3");
  EXPECT_THAT(replica.metrics(), HasSubstr("itops_ingest_retries_total{writer=\"health\"} 2"));
}

TEST(DatabaseLoss, InAnOptionalSinkIsRetriedToo) {
  CatalogDatabase database;
  Replica replica(database, patience(milliseconds(20'000)));
  auto losses = std::make_shared<std::atomic<int>>(1);
  replica.addSink(std::make_shared<FunctionSink>(false, [=](Transaction& transaction, auto) {
    if (losses->fetch_sub(1) > 0) transaction.run(kEndMyself);
  }));
  EXPECT_EQ(replica.push({}).status, 201);
  EXPECT_EQ(database.value("SELECT count(*) FROM sla.sla_snapshots"), "1");
}

TEST(DatabaseLoss, ThatLastsIsToldToTheClient) {
  CatalogDatabase database;
  Replica replica(database, patience(milliseconds(100)));
  replica.database().loseNext(-1);
  auto response = replica.submit({});
  const Response answer = response.get();
  EXPECT_EQ(answer.status, 503);
  EXPECT_THAT(answer.headers, testing::Contains(testing::Key("Retry-After")));
  replica.database().loseNext(0);
  EXPECT_EQ(replica.push({.at = 1}).status, 201) << "the next push finds the database back";
  EXPECT_EQ(database.value("SELECT count(*) FROM sla.sla_snapshots"), "1");
}

TEST(DatabaseLoss, ThatLastsMakesOnlyTheFirstPushesWait) {
  CatalogDatabase database;
  Replica replica(database, patience(milliseconds(200)));
  replica.database().loseNext(-1);
  EXPECT_EQ(replica.push({}).status, 503);
  const int before = replica.database().transactions();
  EXPECT_EQ(replica.push({}).status, 503);
  EXPECT_EQ(replica.database().transactions(), before + 1);
}

TEST(DatabaseLoss, OfTheAnswerToACommitStoresThePushOnceOrTwiceButNeverLosesIt) {
  CatalogDatabase database;
  Replica replica(database);
  replica.database().loseNextAnswer();
  const auto answer = replica.push({.status = "DOWN"});
  EXPECT_EQ(answer.status, 200) << "by the second attempt the service exists";
  EXPECT_EQ(database.value("SELECT count(*) FROM kernel.service_status_events"), "1");
  EXPECT_EQ(database.value("SELECT count(DISTINCT observed_at) FROM sla.sla_snapshots"), "1");
}

TEST(DatabaseLoss, OfTheAnswerToAKeyedPushStoresItOnce) {
  CatalogDatabase database;
  Replica replica(database);
  replica.database().loseNextAnswer();
  EXPECT_EQ(replica.push({.more = R"("idempotencyKey":"k")"}).status, 201);
  EXPECT_EQ(database.value("SELECT count(*) FROM sla.sla_snapshots"), "1");
}

/// Waits for the server's return: a session that it left behind may have served a while without it.
void awaitServer(CatalogDatabase& database) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (true) {
    try {
      database.value("SELECT 1");
      return;
    } catch (const Error&) {
      if (std::chrono::steady_clock::now() > deadline) throw;
    }
    std::this_thread::sleep_for(milliseconds(20));
  }
}

TEST(DatabaseLoss, ByAKilledServerLosesNoAcknowledgedPush) {
  CatalogDatabase database = CatalogDatabase::onOwnServer();
  Replica replica(database, patience(milliseconds(20'000)));
  int stored = 0;
  for (int i = 0; i < 100; ++i) {
    auto response = replica.submit({.status = i % 2 == 0 ? "DOWN" : "OPERATIONAL", .at = i});
    if (i == 40) ::kill(OwnPostgres::serverPid(), SIGKILL);
    if (awaitAnswer(response).status < 300) ++stored;
  }
  EXPECT_EQ(stored, 100);
  awaitServer(database);
  EXPECT_EQ(database.value("SELECT count(DISTINCT observed_at) FROM sla.sla_snapshots"), "100");
}

}  // namespace
}  // namespace itops::test
