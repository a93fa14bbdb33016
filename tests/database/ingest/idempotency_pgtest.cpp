#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "database/ingest/replica.hpp"
#include "ingest/ingest_repository.hpp"

namespace itops::test {
namespace {

constexpr int kDay = 86'400;

class IdempotencyTest : public testing::Test {
 protected:
  std::string snapshots() { return database_.value("SELECT count(*) FROM sla.sla_snapshots"); }

  CatalogDatabase database_;
  Replica replica_{database_};
  const Report first_{.at = 0, .more = R"("idempotencyKey":"k-1")"};
};

Report later(Report report, int at) {
  report.at = at;
  return report;
}

TEST_F(IdempotencyTest, ARepeatGetsTheFirstAnswerAndIsNotStored) {
  const auto first = replica_.push(first_);
  EXPECT_EQ(first.status, 201);
  const auto repeat = replica_.push(later(first_, 60));
  EXPECT_EQ(repeat.status, 201);
  EXPECT_EQ(repeat.document, first.document);
  EXPECT_EQ(snapshots(), "1");
}

TEST_F(IdempotencyTest, ARepeatInTheSameBatchIsOneToo) {
  const auto answers = replica_.together({first_, later(first_, 1), {.service = "other"}});
  EXPECT_EQ(answers[0].status, 201);
  EXPECT_EQ(answers[1].document, answers[0].document);
  EXPECT_EQ(answers[2].text("serviceName"), "other");
  EXPECT_EQ(snapshots(), "2");
}

TEST_F(IdempotencyTest, ARepeatOnAnotherReplicaIsOneToo) {
  const auto first = replica_.push(first_);
  EXPECT_EQ(Replica(database_).push(later(first_, 60)).document, first.document);
  EXPECT_EQ(snapshots(), "1");
}

TEST_F(IdempotencyTest, AnotherBodyGetsTheFirstAnswerWithAWarning) {
  replica_.push(first_);
  auto other = later(first_, 60);
  other.status = "DOWN";
  const auto answer = replica_.push(other);
  EXPECT_EQ(answer.text("status"), "OPERATIONAL");
  EXPECT_EQ(answer.warnings(), "idempotency.mismatch");
  EXPECT_EQ(database_.value("SELECT status FROM kernel.service_state"), "1");
}

TEST_F(IdempotencyTest, TheSameKeyForAnotherPathIsAnotherKey) {
  replica_.push(first_);
  auto elsewhere = first_;
  elsewhere.service = "other";
  EXPECT_EQ(replica_.push(elsewhere).text("serviceName"), "other");
  EXPECT_EQ(snapshots(), "2");
}

TEST_F(IdempotencyTest, AKeyIsFreeAgainAfterADay) {
  replica_.push(first_);
  EXPECT_EQ(replica_.push(later(first_, kDay)).status, 201) << "still the first answer";
  EXPECT_EQ(replica_.push(later(first_, kDay + 1)).status, 200) << "a push of its own";
  EXPECT_EQ(snapshots(), "2");
  EXPECT_EQ(replica_.push(later(first_, kDay + 60)).status, 200) << "its repeat";
  EXPECT_EQ(snapshots(), "2");
}

TEST_F(IdempotencyTest, OldKeysAreCleanedUp) {
  replica_.push(first_);
  replica_.push({.at = kDay, .more = R"("idempotencyKey":"k-2")"});
  EXPECT_EQ(ingest::deleteIdempotencyKeys(database_.pool(), at(1)), 1);
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.idempotency_key"), "1");
}

TEST_F(IdempotencyTest, AKeyOfARefusedPushStaysFree) {
  auto refused = first_;
  refused.create = false;
  EXPECT_EQ(replica_.push(refused).status, 404);
  EXPECT_EQ(replica_.push(first_).status, 201);
}

TEST_F(IdempotencyTest, OneOfManySimultaneousRepeatsIsStored) {
  Replica other(database_);
  for (int round = 0; round < 20; ++round) {
    const Report report{.at = round,
                        .more = "\"idempotencyKey\":\"r" + std::to_string(round) + "\""};
    auto here = replica_.submit(report);
    auto there = other.submit(report);
    EXPECT_EQ(awaitAnswer(here).document, awaitAnswer(there).document);
  }
  EXPECT_EQ(snapshots(), "20");
}

}  // namespace
}  // namespace itops::test
