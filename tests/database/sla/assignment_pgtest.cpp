#include "database/sla/sla_plugin_test.hpp"

namespace itops::sla {
namespace {

using testing::ElementsAre;

class AssignmentTest : public SlaPluginTest {
 protected:
  AssignmentTest() { start(); }

  /// `path or group: definition (origin)` of each assignment.
  std::vector<std::string> assignments(const std::string& query = {}) {
    const Answer answer = get(kAssignments + query);
    std::vector<std::string> texts;
    for (const json::value& item : answer["items"].as_array()) texts.push_back(describe(item));
    return texts;
  }

  static std::string describe(const json::value& assignment) {
    const json::value& path = assignment.at("path");
    const json::value& name = path.is_null() ? assignment.at("group") : path;
    const auto text = [](const json::value& value) {
      return std::string(std::string_view(value.as_string()));
    };
    return text(name) + ": " + text(assignment.at("definition")) + " (" +
           text(assignment.at("origin")) + ")";
  }
};

// SLA-22, SLA-23
TEST_F(AssignmentTest, AreThereOnFirstSight) {
  addService("a/b/c/d/one", "critical", "shop");
  addService("a/b/c/d/two", "low", "shop");
  EXPECT_THAT(assignments(), ElementsAre("a/b/c/d/one: critical (tier)", "a/b/c/d/two: low (tier)",
                                         "shop: critical (tier)"));
}

TEST_F(AssignmentTest, OfAPersonStaysWhenTheTierChanges) {
  addService("a/b/c/d/one", "low", "shop");
  const Answer assigned = put(kAssignments, {{"path", "a/b/c/d/one"}, {"definition", "critical"}});
  EXPECT_EQ(assigned.status, 200);
  EXPECT_EQ(describe(assigned.body), "a/b/c/d/one: critical (person)");
  EXPECT_EQ(put(kAssignments, {{"group", "shop"}, {"definition", "medium"}}).status, 200);
  database_.run("UPDATE kernel.service SET criticality = 'high'");
  EXPECT_THAT(assignments(),
              ElementsAre("a/b/c/d/one: critical (person)", "shop: medium (person)"));
}

TEST_F(AssignmentTest, IsMadeByIdOrName) {
  addService("a/b/c/d/one");
  const std::string id = get("/api/v1/sla/tiers/high").text("definitionId");
  EXPECT_EQ(put(kAssignments, {{"path", "a/b/c/d/one"}, {"definition", id}}).text("definition"),
            "high");
}

TEST_F(AssignmentTest, IsReleasedToTheTier) {
  addService("a/b/c/d/one", "low", "shop");
  put(kAssignments, {{"path", "a/b/c/d/one"}, {"definition", "critical"}});
  put(kAssignments, {{"group", "shop"}, {"definition", "critical"}});
  EXPECT_EQ(remove(kAssignments + "?path=a/b/c/d/one").status, 204);
  EXPECT_EQ(remove(kAssignments + "?group=shop").status, 204);
  EXPECT_THAT(assignments(), ElementsAre("a/b/c/d/one: low (tier)", "shop: low (tier)"));
  EXPECT_EQ(remove(kAssignments + "?path=a/b/c/d/one").code(), "assignment_not_found");
}

// SLA-23
TEST_F(AssignmentTest, AreMadeEveryMinuteWithoutAnybodyAsking) {
  addService("a/b/c/d/one", "critical", "shop");
  kernel_.scheduler.run("sla.assign_definitions");
  EXPECT_EQ(get("/api/v1/sla/overview")["servicesWithSla"], json::value(1));
  EXPECT_EQ(get("/api/v1/sla/groups/shop").text("definition"), "critical");
}

TEST_F(AssignmentTest, BothSidesMustBeThere) {
  addService("a/b/c/d/one");
  EXPECT_EQ(put(kAssignments, {{"path", "a/b/c/d"}, {"definition", "high"}}).code(),
            "service_not_found");
  EXPECT_EQ(put(kAssignments, {{"group", "shop"}, {"definition", "high"}}).code(),
            "group_not_found");
  EXPECT_EQ(put(kAssignments, {{"path", "a/b/c/d/one"}, {"definition", "gold"}}).code(),
            "definition_not_found");
  EXPECT_THAT(put(kAssignments, {{"path", "a"}, {"group", "b"}}).fields(),
              ElementsAre("path", "definition"));
  EXPECT_THAT(remove(kAssignments).fields(), ElementsAre("path"));
}

TEST_F(AssignmentTest, AreListedByFiltersAndInPages) {
  addService("a/b/c/d/one", "low", "shop");
  addService("a/b/c/dd/two", "high");
  put(kAssignments, {{"path", "a/b/c/d/one"}, {"definition", "high"}});
  EXPECT_THAT(assignments("?path=a/b/c/d"), ElementsAre("a/b/c/d/one: high (person)"));
  EXPECT_THAT(assignments("?group=shop"), ElementsAre("shop: low (tier)"));
  EXPECT_THAT(assignments("?definition=high&origin=tier"),
              ElementsAre("a/b/c/dd/two: high (tier)"));
  const Answer first = get(kAssignments + "?limit=2");
  EXPECT_THAT(first.texts("path"), ElementsAre("a/b/c/d/one", "a/b/c/dd/two"));
  EXPECT_THAT(assignments("?limit=2&cursor=" + first.text("nextCursor")),
              ElementsAre("shop: low (tier)"));
}

TEST_F(AssignmentTest, OfArchivedOnesAreNotShown) {
  addService("a/b/c/d/one");
  assignments();
  database_.run("UPDATE kernel.service SET archived_at = now()");
  EXPECT_THAT(assignments(), ElementsAre());
}

TEST_F(AssignmentTest, ChangesAreAudited) {
  addService("a/b/c/d/one");
  put(kAssignments, {{"path", "a/b/c/d/one"}, {"definition", "high"}});
  remove(kAssignments + "?path=a/b/c/d/one");
  ASSERT_THAT(kernel_.audit.entries(), testing::SizeIs(2));
  EXPECT_EQ(kernel_.audit.entries()[0].entry.action, "sla_assignment.set");
  EXPECT_EQ(kernel_.audit.entries()[0].entry.object_name, "a/b/c/d/one");
  EXPECT_EQ(kernel_.audit.entries()[1].entry.action, "sla_assignment.release");
}

}  // namespace
}  // namespace itops::sla
