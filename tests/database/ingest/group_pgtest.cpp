#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "database/ingest/replica.hpp"
#include "registry/service_query_repository.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;

class PushGroupTest : public testing::Test {
 protected:
  /// `group contributor` of each current membership.
  std::vector<std::string> members() {
    return database_.values(
        "SELECT g.name || ' ' || m.contributor FROM kernel.sla_group_member AS m "
        "JOIN kernel.sla_groups AS g ON g.id = m.group_id WHERE m.valid_to IS NULL ORDER BY 1");
  }
  /// What an agent's sync leaves behind.
  void joinAsAgent(const std::string& group) {
    database_.run("INSERT INTO kernel.sla_groups (name, display_name) VALUES ('" + group + "', '" +
                  group +
                  "') ON CONFLICT DO NOTHING; "
                  "INSERT INTO kernel.sla_group_member (group_id, service_id, contributor, "
                  "valid_from) SELECT g.id, s.id, 'agent:a/b/c/d', now() FROM kernel.sla_groups "
                  "AS g, kernel.service AS s WHERE g.name = '" +
                  group + "'");
  }

  CatalogDatabase database_;
  Replica replica_{database_};
};

TEST_F(PushGroupTest, OfAPushReplacesThatOfTheEarlierPush) {
  replica_.push({.more = R"("slaGroup":"old")"});
  replica_.push({.at = 60, .more = R"("slaGroup":"new")"});
  EXPECT_THAT(members(), ElementsAre("new push"));
  EXPECT_EQ(
      database_.value("SELECT valid_to FROM kernel.sla_group_member WHERE valid_to IS NOT NULL"),
      "2026-03-01 12:01:00+00");
}

TEST_F(PushGroupTest, OfAPushLeavesTheAgentsMembershipAlone) {
  replica_.push({.more = R"("slaGroup":"old")"});
  joinAsAgent("cluster");
  replica_.push({.at = 60, .more = R"("slaGroup":"new")"});
  EXPECT_THAT(members(), ElementsAre("cluster agent:a/b/c/d", "new push"));
}

TEST_F(PushGroupTest, OfPushAndAgentIsOneRow) {  // SLA-110 SLA-112 SLA-113
  replica_.push({});
  joinAsAgent("shared");
  replica_.push({.at = 1, .more = R"("slaGroup":"shared")"});
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.sla_groups"), "1");
  EXPECT_THAT(members(), ElementsAre("shared agent:a/b/c/d", "shared push"));
  registry::ServiceQueryRepository queries(database_.pool());
  EXPECT_THAT(queries.list({}).items.at(0).sla_groups, ElementsAre("shared"));
}

TEST_F(PushGroupTest, StaysWhenALaterPushNamesNone) {
  replica_.push({.more = R"("slaGroup":"kept")"});
  replica_.push({.status = "DOWN", .at = 1});
  EXPECT_THAT(members(), ElementsAre("kept push"));
}

TEST_F(PushGroupTest, OfTheLastPushOfABatchWins) {
  replica_.together({{.more = R"("slaGroup":"a")"},
                     {.at = 1, .more = R"("slaGroup":"b")"},
                     {.at = 2, .more = R"("slaGroup":"a")"}});
  EXPECT_THAT(members(), ElementsAre("a push"));
  EXPECT_TRUE(replica_.push({.at = 3, .more = R"("slaGroup":"b")"}).status == 200);
  EXPECT_THAT(members(), ElementsAre("b push"));
}

TEST_F(PushGroupTest, SpansNodes) {  // SLA-109
  replica_.push({.service = "a/b/c/d/one", .more = R"("slaGroup":"g")"});
  replica_.push({.service = "w/x/y/z/two", .more = R"("slaGroup":"g")"});
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.sla_groups"), "1");
  EXPECT_EQ(members().size(), 2U);
}

TEST_F(PushGroupTest, TakesAnyName) {
  const std::string name = R"(50% \"off\", {a,b} \\ 'x')";
  EXPECT_EQ(replica_.push({.more = "\"slaGroup\":\"" + name + "\""}).status, 201);
  EXPECT_THAT(database_.values("SELECT name FROM kernel.sla_groups"),
              ElementsAre(R"(50% "off", {a,b} \ 'x')"));
}

}  // namespace
}  // namespace itops::test
