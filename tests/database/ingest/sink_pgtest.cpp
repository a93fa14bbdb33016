#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "database/ingest/replica.hpp"
#include "database/ingest/test_sinks.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr Statement kNote{"test.note", "INSERT INTO public.note VALUES ('written')"};
constexpr Statement kBroken{"test.broken", "SELECT 1 / 0"};

/// MAINTENANCE is what the sinks of these tests can't store.
constexpr Status kPoison = Status::kMaintenance;

class SinkTest : public testing::Test {
 protected:
  SinkTest() { database_.run("CREATE TABLE public.note (text text)"); }

  void addSink(bool required, FunctionSink::Write write) {
    replica_.addSink(std::make_shared<FunctionSink>(required, std::move(write)));
  }
  std::vector<std::string> services() {
    return database_.values("SELECT name FROM kernel.service ORDER BY name");
  }
  std::string notes() { return database_.value("SELECT count(*) FROM public.note"); }

  CatalogDatabase database_;
  Replica replica_{database_};
};

void failWithSql(Transaction& transaction, std::span<const Observation> observations) {
  transaction.run(kNote);
  if (holds(observations, kPoison)) transaction.run(kBroken);
}

void failWithoutSql(Transaction& transaction, std::span<const Observation> observations) {
  transaction.run(kNote);
  if (holds(observations, kPoison)) throw std::runtime_error("a sink's own mishap");
}

std::vector<Report> batchWithPoison() {
  std::vector<Report> reports;
  for (const char* name : {"a", "b", "c", "poison", "d", "e", "f"})
    reports.push_back({.service = name});
  reports[3].status = "MAINTENANCE";
  return reports;
}

TEST_F(SinkTest, GetsAllObservationsOfABatchSortedByServiceAndInstant) {
  std::vector<std::pair<std::int32_t, Timestamp>> seen;
  replica_.push({.service = "b"});
  replica_.push({.service = "a"});
  addSink(true, [&](Transaction&, std::span<const Observation> observations) {
    for (const auto& observation : observations) {
      seen.emplace_back(observation.service_id, observation.observed_at);
    }
  });
  replica_.together({{.service = "a", .at = 2},
                     {.service = "b", .at = 1},
                     {.service = "c"},
                     {.service = "a", .at = 1}});
  EXPECT_THAT(seen, ElementsAre(std::pair(1, at(1)), std::pair(2, at(1)), std::pair(2, at(2)),
                                std::pair(3, at(0))));
}

class RequiredSinkTest
    : public SinkTest,
      public testing::WithParamInterface<void (*)(Transaction&, std::span<const Observation>)> {};

TEST_P(RequiredSinkTest, FailsThePoisonedPushAloneAndItsNeighboursAreStored) {
  addSink(true, GetParam());
  const auto answers = replica_.together(batchWithPoison());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    EXPECT_EQ(answers[i].status, i == 3 ? 500 : 201) << i;
  }
  EXPECT_THAT(services(), ElementsAre("a", "b", "c", "d", "e", "f"));
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), "6");
  EXPECT_TRUE(replica_.logger().contains(LogLevel::kError, "path=" + kNode + "/poison"));
  EXPECT_THAT(replica_.metrics(),
              HasSubstr("itops_pushes_total{outcome=\"failed\",writer=\"health\"} 1"));
}

TEST_P(RequiredSinkTest, KeepsThePoisonedPushOfAKnownServiceFromChangingIt) {
  replica_.push({.service = "poison"});
  addSink(true, GetParam());
  replica_.together(batchWithPoison());
  EXPECT_EQ(database_.value("SELECT st.status FROM kernel.service_state AS st JOIN kernel.service "
                            "AS s ON s.id = st.service_id WHERE s.name = 'poison'"),
            "1");
  EXPECT_EQ(replica_.push({.service = "poison", .at = 1}).status, 200);
}

INSTANTIATE_TEST_SUITE_P(Mishaps, RequiredSinkTest, testing::Values(failWithSql, failWithoutSql),
                         [](const auto& test) { return test.index == 0 ? "Sql" : "Exception"; });

TEST_F(SinkTest, WhenOptionalFailsAloneAndItsWritesAreUndone) {
  addSink(false, failWithSql);
  EXPECT_EQ(replica_.push({.status = "MAINTENANCE"}).status, 201);
  EXPECT_EQ(notes(), "0");
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), "1");
  EXPECT_TRUE(replica_.logger().contains(LogLevel::kError, "sink=test.function"));
  EXPECT_EQ(replica_.push({.at = 1}).status, 200);
  EXPECT_EQ(notes(), "1") << "it is called again";
}

TEST_F(SinkTest, WhenOptionalMayThrowAnything) {
  addSink(false, failWithoutSql);
  EXPECT_EQ(replica_.push({.status = "MAINTENANCE"}).status, 201);
  EXPECT_EQ(notes(), "0");
}

TEST_F(SinkTest, IsNotCalledForPushesWithoutAnObservation) {
  int calls = 0;
  addSink(true, [&](Transaction&, std::span<const Observation>) { ++calls; });
  replica_.push({.more = R"("observedAt":"2025-11-01T00:00:00Z")"});
  replica_.push({.service = "absent", .create = false});
  EXPECT_EQ(calls, 0);
}

}  // namespace
}  // namespace itops::test
