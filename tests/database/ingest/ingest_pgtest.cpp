#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "database/ingest/replica.hpp"

namespace itops::test {
namespace {

using testing::HasSubstr;

ingest::IngestOptions optionsWith(std::size_t batch_rows_max, std::size_t queue_max) {
  ingest::IngestOptions options;
  options.limits.batch_rows_max = batch_rows_max;
  options.limits.queue_max = queue_max;
  return options;
}

std::vector<std::future<Response>> submitMany(Replica& replica, int count) {
  std::vector<std::future<Response>> responses;
  for (int i = 0; i < count; ++i) {
    responses.push_back(replica.submit({.service = "service-" + std::to_string(i)}));
  }
  return responses;
}

TEST(Ingest, WritesWhatWaitsInBatchesOfTheGivenSize) {
  CatalogDatabase database;
  Replica replica(database, optionsWith(10, 1000));
  replica.holdWriter();
  auto responses = submitMany(replica, 25);
  replica.database().release();
  for (auto& response : responses) EXPECT_EQ(awaitAnswer(response).status, 201);
  EXPECT_EQ(replica.database().transactions(), 1 + 3);
}

TEST(Ingest, RefusesWhatTheQueueCanNotHold) {
  CatalogDatabase database;
  Replica replica(database, optionsWith(10, 20));
  replica.holdWriter();
  auto taken = submitMany(replica, 20);
  auto refused = replica.submit({.service = "one-too-many"});
  const auto answer = awaitAnswer(refused);
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.text("code"), "ingest_busy");
  replica.database().release();
  for (auto& response : taken) EXPECT_EQ(awaitAnswer(response).status, 201);
  EXPECT_EQ(database.value("SELECT count(*) FROM kernel.service"), "20");
  EXPECT_THAT(replica.metrics(),
              HasSubstr("itops_pushes_total{outcome=\"refused\",writer=\"health\"} 1"));
}

TEST(Ingest, WritesWhatWaitsBeforeItStops) {
  CatalogDatabase database;
  Replica replica(database, optionsWith(10, 1000));
  replica.holdWriter();
  auto responses = submitMany(replica, 25);
  replica.database().release();
  replica.ingest().stop();
  for (auto& response : responses) {
    ASSERT_EQ(response.wait_for(std::chrono::seconds(0)), std::future_status::ready);
    EXPECT_EQ(awaitAnswer(response).status, 201);
  }
  EXPECT_EQ(database.value("SELECT count(*) FROM kernel.service"), "25");
}

TEST(Ingest, RefusesPushesAfterItStopped) {
  CatalogDatabase database;
  Replica replica(database);
  replica.ingest().stop();
  replica.ingest().stop();
  EXPECT_EQ(replica.push({}).status, 503);
  EXPECT_EQ(database.value("SELECT count(*) FROM kernel.service"), "0");
}

TEST(Ingest, AnswersEveryOneOfManyPushesFromManyThreads) {
  CatalogDatabase database;
  Replica replica(database);
  std::vector<std::thread> clients;
  std::atomic<int> stored{0};
  for (int client = 0; client < 8; ++client) {
    clients.emplace_back([&, client] {
      for (int i = 0; i < 50; ++i) {
        const Report report{.service = "s" + std::to_string((client + i) % 20), .at = i};
        if (replica.push(report).status < 300) ++stored;
      }
    });
  }
  for (auto& client : clients) client.join();
  EXPECT_EQ(stored, 400);
  EXPECT_EQ(database.value("SELECT count(*) FROM sla.sla_snapshots"), "400");
  EXPECT_EQ(database.value("SELECT count(*) FROM kernel.service"), "20");
}

TEST(Ingest, GoesOnWhenTheCacheStartsOver) {
  CatalogDatabase database;
  ingest::IngestOptions options;
  options.cached_services_max = 2;
  Replica replica(database, options);
  for (int i = 0; i < 12; ++i) {
    EXPECT_LT(replica.push({.service = "s" + std::to_string(i % 3), .at = i}).status, 300);
  }
  EXPECT_EQ(database.value("SELECT count(*) FROM kernel.service_status_events"), "3");
  EXPECT_EQ(database.value("SELECT count(*) FROM sla.sla_snapshots"), "12");
}

}  // namespace
}  // namespace itops::test
