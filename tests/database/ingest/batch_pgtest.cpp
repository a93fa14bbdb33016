#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "database/ingest/replica.hpp"

namespace itops::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

class BatchTest : public testing::Test {
 protected:
  std::vector<std::string> events() {
    return database_.values(
        "SELECT cause || ' ' || status FROM kernel.service_status_events "
        "ORDER BY id");
  }
  std::vector<std::string> snapshots() {
    return database_.values("SELECT status FROM sla.sla_snapshots ORDER BY observed_at, ctid");
  }

  CatalogDatabase database_;
  Replica replica_{database_};
};

TEST_F(BatchTest, IsOneTransaction) {
  const auto before = replica_.database().transactions();
  replica_.together({{.service = "a"}, {.service = "b"}, {.service = "c"}});
  EXPECT_EQ(replica_.database().transactions(), before + 2) << "the plug and the batch";
  EXPECT_EQ(database_.value("SELECT count(DISTINCT xmin::text) FROM kernel.service_state"), "1");
}

TEST_F(BatchTest, KeepsTheOrderOfOneServicesPushes) {
  const auto answers = replica_.together({{.status = "OPERATIONAL", .at = 1},
                                          {.status = "DOWN", .at = 2},
                                          {.status = "DEGRADED", .at = 3},
                                          {.status = "DEGRADED", .at = 4},
                                          {.status = "MAINTENANCE", .at = 5}});
  EXPECT_EQ(answers.front().status, 201);
  for (std::size_t i = 1; i < answers.size(); ++i) EXPECT_EQ(answers[i].status, 200);
  EXPECT_EQ(answers[1].text("status"), "DOWN");
  EXPECT_THAT(snapshots(), ElementsAre("1", "3", "2", "2", "4"));
  EXPECT_THAT(events(), ElementsAre("created 1", "push 3", "push 2", "push 4"));
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service_state"), "1");
  EXPECT_EQ(database_.value("SELECT status || ' ' || last_observed_at FROM kernel.service_state"),
            "4 2026-03-01 12:00:05+00");
}

TEST_F(BatchTest, KeepsAChangeAndItsWayBack) {
  replica_.push({});
  replica_.together({{.status = "DOWN", .at = 1}, {.at = 2}});
  EXPECT_THAT(events(), ElementsAre("created 1", "push 3", "push 1"));
  EXPECT_THAT(snapshots(), ElementsAre("1", "3", "1"));
  EXPECT_EQ(replica_.push({.at = 3}).text("status"), "OPERATIONAL");
  EXPECT_EQ(events().size(), 3U);
}

TEST_F(BatchTest, WritesEveryTouchOfAServiceAndItsNewestTimes) {
  replica_.push({});
  replica_.database().takeStatements();
  replica_.together({{.at = 3, .more = R"("message":"third")"},
                     {.at = 4, .more = R"("message":"late","observedAt":"2026-03-01T12:00:01Z")"},
                     {.at = 2, .more = R"("message":"second")"}});
  EXPECT_THAT(replica_.database().takeStatements(), Not(Contains("registry.update_states")));
  EXPECT_EQ(database_.value("SELECT message || ' ' || last_observed_at || ' ' || last_seen_at "
                            "FROM kernel.service_state"),
            "third 2026-03-01 12:00:03+00 2026-03-01 12:00:04+00");
  EXPECT_EQ(snapshots().size(), 4U);
}

TEST_F(BatchTest, MixesAllWaysWithoutMixingAnswersUp) {
  replica_.push({.service = "touched"});
  replica_.push({.service = "changed"});
  const auto answers = replica_.together({
      {.service = "new", .at = 1},
      {.service = "touched", .at = 1},
      {.service = "absent", .at = 1, .create = false},
      {.service = "changed", .status = "DOWN", .at = 1},
      {.service = "keyed", .at = 1, .more = R"("idempotencyKey":"k")"},
      {.service = "touched", .at = 2, .more = R"("observedAt":"2026-03-01T11:59:00Z")"},
      {.service = "new", .status = "DEGRADED", .at = 2},
  });
  std::vector<int> statuses;
  std::vector<std::string> names;
  for (const auto& answer : answers) {
    statuses.push_back(answer.status);
    if (answer.status < 300) names.push_back(answer.text("serviceName"));
  }
  EXPECT_THAT(statuses, ElementsAre(201, 200, 404, 200, 201, 200, 200));
  EXPECT_THAT(names, ElementsAre("new", "touched", "changed", "keyed", "touched", "new"));
  EXPECT_EQ(database_.value("SELECT string_agg(s.name || ' ' || st.status, ', ' ORDER BY s.name) "
                            "FROM kernel.service AS s JOIN kernel.service_state AS st "
                            "ON st.service_id = s.id"),
            "changed 3, keyed 1, new 2, touched 1");
  EXPECT_EQ(snapshots().size(), 8U);
}

TEST_F(BatchTest, OfWhichOneServiceMovedElsewhereWritesTheOthersTouchesToo) {
  for (const char* name : {"a", "b", "c"}) replica_.push({.service = name});
  Replica other(database_);
  other.push({.service = "b", .status = "DOWN", .at = 1});
  replica_.together(
      {{.service = "a", .at = 2}, {.service = "b", .at = 2}, {.service = "c", .at = 2}});
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service_state WHERE status = 1 AND "
                            "last_seen_at = '2026-03-01 12:00:02+00'"),
            "3");
  EXPECT_EQ(snapshots().size(), 7U);
}

TEST_F(BatchTest, MakesANodeOnceForAllItsServices) {
  std::vector<Report> reports;
  for (int i = 0; i < 50; ++i) reports.push_back({.service = "service-" + std::to_string(i)});
  for (const auto& answer : replica_.together(reports)) EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.node"), "1");
  EXPECT_EQ(database_.value("SELECT count(*) || ' ' || max(id) FROM kernel.service"), "50 50");
}

}  // namespace
}  // namespace itops::test
