#include "database/sla/sla_plugin_test.hpp"

namespace itops::sla {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A group `shop` of one service of low criticality, for which agents declare targets.
class DeclaredTargetTest : public SlaPluginTest {
 protected:
  DeclaredTargetTest() {
    start();
    addService("a/b/c/d/one", "low", "shop");
  }

  /// What the agent of a node declares: uptime, response, resolution, tier, as SQL has them.
  void declare(const std::string& node, const std::string& contributed_at,
               const std::string& targets) {
    database_.run("INSERT INTO kernel.node (path) VALUES ('" + node + R"(') ON CONFLICT DO NOTHING;
      INSERT INTO kernel.sla_group_contribution (group_id, node_id, contributed_at, uptime_target,
                                                 response_minutes, resolution_minutes, tier)
      SELECT g.id, n.id, ')" +
                  contributed_at + "', " + targets +
                  " FROM kernel.sla_groups g, kernel.node n WHERE n.path = '" + node + "'");
  }
  void withdraw() { database_.run("DELETE FROM kernel.sla_group_contribution"); }

  json::value assignmentOfShop() {
    return get(kAssignments + "?group=shop")["items"].as_array().at(0);
  }
  std::string definitionOfShop() {
    return kDefinitions + "/" +
           std::string(std::string_view(assignmentOfShop().at("definitionId").as_string()));
  }
  double targetOfShop() { return get(definitionOfShop())["uptimeTarget"].to_number<double>(); }
};

// START-24
TEST_F(DeclaredTargetTest, WinOverTheTier) {
  declare("a/b/c/d", "2026-03-01Z", "99.95, 5, 60, 'high'");
  const json::value assignment = assignmentOfShop();
  EXPECT_EQ(assignment.at("origin"), json::value("agent"));
  EXPECT_EQ(assignment.at("definition"), json::value("group:shop"));
  EXPECT_EQ(assignment.at("tier"), json::value("high"));
  const Answer definition = get(definitionOfShop());
  EXPECT_EQ(definition["uptimeTarget"].to_number<double>(), 99.95);
  EXPECT_EQ(definition["responseMinutes"], json::value(5));
  EXPECT_EQ(definition["resolutionMinutes"], json::value(60));
  EXPECT_EQ(definition["declared"], json::value(true));
  EXPECT_THAT(get(kAssignments + "?path=a/b/c/d").texts("origin"), ElementsAre("tier"));
}

TEST_F(DeclaredTargetTest, LeaveWhatTheyDontSayToTheTierOfTheStrictestMember) {
  addService("a/b/c/d/two", "high", "shop");
  declare("a/b/c/d", "2026-03-01Z", "98, NULL, NULL, NULL");
  const Answer definition = get(definitionOfShop());
  EXPECT_EQ(definition.text("tier"), "high");
  EXPECT_EQ(definition["uptimeTarget"].to_number<double>(), 98);
  EXPECT_EQ(definition["fromTier"], (json::array{"responseMinutes", "resolutionMinutes"}));
}

TEST_F(DeclaredTargetTest, WinOverWhatPeopleSetAndLeaveThemTheCounting) {
  post(kDefinitions, {{"name", "shops"}, {"tier", "low"}, {"rollUp", "worst"}});
  put(kAssignments, {{"group", "shop"}, {"definition", "shops"}});
  declare("a/b/c/d", "2026-03-01Z", "99.95, NULL, NULL, 'high'");
  const std::string definition = definitionOfShop();
  EXPECT_EQ(get(definition).text("rollUp"), "worst") << "as it was counted before";
  EXPECT_EQ(patch(definition, {{"rollUp", "any"}}).text("rollUp"), "any");
  EXPECT_THAT(
      patch(definition, {{"uptimeTarget", 90}, {"tier", "low"}, {"responseMinutes", nullptr}})
          .fields(),
      ElementsAre("tier", "uptimeTarget", "responseMinutes"));
  EXPECT_EQ(targetOfShop(), 99.95);
  EXPECT_EQ(get(definition).text("rollUp"), "any");
}

TEST_F(DeclaredTargetTest, CanNotBeAssignedAway) {
  declare("a/b/c/d", "2026-03-01Z", "99.95, NULL, NULL, NULL");
  EXPECT_EQ(put(kAssignments, {{"group", "shop"}, {"definition", "high"}}).code(),
            "assignment_declared");
  EXPECT_EQ(remove(kAssignments + "?group=shop").code(), "assignment_declared");
  EXPECT_EQ(remove(definitionOfShop()).code(), "definition_in_use");
}

TEST_F(DeclaredTargetTest, OfSeveralNodesThoseCountThatCameFirst) {
  declare("x/y/z/n", "2026-03-01 11:00Z", "99.9, NULL, NULL, NULL");
  declare("a/b/c/d", "2026-03-01 10:00Z", "99.5, NULL, NULL, NULL");
  declare("a/b/c/e", "2026-03-01 09:00Z", "NULL, NULL, NULL, NULL");  // a name alone
  EXPECT_EQ(targetOfShop(), 99.5);
}

TEST_F(DeclaredTargetTest, FollowGit) {
  declare("a/b/c/d", "2026-03-01Z", "99.5, 10.5, NULL, 'high'");
  const std::string definition = definitionOfShop();
  EXPECT_EQ(get(definition)["responseMinutes"], json::value(11)) << "whole minutes, rounded up";
  database_.run(
      "UPDATE kernel.sla_group_contribution SET uptime_target = 99.75, tier = 'critical'");
  kernel_.scheduler.run("sla.assign_definitions");
  EXPECT_EQ(get(definition)["uptimeTarget"].to_number<double>(), 99.75);
  EXPECT_EQ(get(definition).text("tier"), "critical");
}

TEST_F(DeclaredTargetTest, AreForgottenWhenGitForgetsThem) {
  declare("a/b/c/d", "2026-03-01Z", "99.5, NULL, NULL, NULL");
  const std::string definition = definitionOfShop();
  withdraw();
  EXPECT_EQ(assignmentOfShop().at("definition"), json::value("low"));
  EXPECT_EQ(assignmentOfShop().at("origin"), json::value("tier"));
  EXPECT_EQ(get(definition).code(), "definition_not_found");
}

TEST_F(DeclaredTargetTest, StayAsADefinitionLikeAnyOtherForThoseWhoWereAssignedIt) {
  declare("a/b/c/d", "2026-03-01Z", "99.5, NULL, NULL, NULL");
  put(kAssignments, {{"path", "a/b/c/d/one"}, {"definition", "group:shop"}});
  const std::string definition = definitionOfShop();
  withdraw();
  EXPECT_EQ(assignmentOfShop().at("origin"), json::value("tier"));
  EXPECT_EQ(get(definition)["declared"], json::value(false));
  EXPECT_EQ(patch(definition, {{"uptimeTarget", 90}}).status, 200);
}

TEST_F(DeclaredTargetTest, AreThereForAGroupWithoutMembers) {
  database_.run("UPDATE kernel.sla_group_member SET valid_to = valid_from");
  declare("a/b/c/d", "2026-03-01Z", "99.5, NULL, NULL, NULL");
  EXPECT_EQ(assignmentOfShop().at("tier"), json::value("medium"));
  withdraw();
  EXPECT_THAT(get(kAssignments + "?group=shop").texts("group"), IsEmpty());
}

TEST_F(DeclaredTargetTest, HaveANameOfTheirOwnWhereTheirsIsTaken) {
  post(kDefinitions, {{"name", "group:shop"}, {"tier", "low"}});
  declare("a/b/c/d", "2026-03-01Z", "99.5, NULL, NULL, NULL");
  EXPECT_EQ(targetOfShop(), 99.5);
}

}  // namespace
}  // namespace itops::sla
