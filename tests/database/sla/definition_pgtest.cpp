#include "database/sla/sla_plugin_test.hpp"

namespace itops::sla {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class DefinitionTest : public SlaPluginTest {
 protected:
  DefinitionTest() { start(); }

  /// The target of a definition that was just made.
  std::string create(json::object body) {
    body.emplace("name", "night");
    body.emplace("tier", "high");
    const Answer created = post(kDefinitions, body);
    EXPECT_EQ(created.status, 201);
    return kDefinitions + "/" + created.text("id");
  }
};

// SLA-22, SLA-23
TEST_F(DefinitionTest, OneOfEachTierIsThereFromTheFirstStartOn) {
  const Answer definitions = get(kDefinitions);
  EXPECT_THAT(definitions.texts("name"), ElementsAre("critical", "high", "low", "medium"));
  EXPECT_EQ(definitions["items"].at(0).at("uptimeTarget").to_number<double>(), 99.99);
  EXPECT_EQ(definitions["items"].at(0).at("madeFromTier"), json::value(true));
}

TEST_F(DefinitionTest, WhatItDoesNotNameIsThatOfItsTierOrTheDefault) {
  const Answer definition = get(create({{"uptimeTarget", 99.1234}}));
  EXPECT_EQ(definition["uptimeTarget"].to_number<double>(), 99.1234);
  EXPECT_EQ(definition["responseMinutes"], json::value(60));
  EXPECT_EQ(definition["fromTier"], (json::array{"responseMinutes", "resolutionMinutes"}));
  EXPECT_EQ(definition["degradedWeight"].to_number<double>(), 1);
  EXPECT_EQ(definition.text("maintenance"), "exclude");
  EXPECT_EQ(definition.text("silence"), "down");
  EXPECT_EQ(definition.text("rollUp"), "average");
  EXPECT_EQ(definition["timeZone"], json::value(nullptr));
}

TEST_F(DefinitionTest, EverythingCanBeSaidAndTakenBack) {
  const std::string definition = create({{"uptimeTarget", 90},
                                         {"responseMinutes", 1},
                                         {"resolutionMinutes", 2},
                                         {"degradedWeight", 0.125},
                                         {"maintenance", "count_down"},
                                         {"silence", "unknown"},
                                         {"rollUp", "worst"},
                                         {"timeZone", "Europe/Berlin"}});
  const Answer said = get(definition);
  EXPECT_THAT(said["fromTier"].as_array(), IsEmpty());
  EXPECT_EQ(said["degradedWeight"].to_number<double>(), 0.125);
  EXPECT_EQ(said.text("timeZone"), "Europe/Berlin");
  const Answer back = patch(definition, {{"uptimeTarget", nullptr},
                                         {"responseMinutes", nullptr},
                                         {"resolutionMinutes", nullptr},
                                         {"degradedWeight", nullptr},
                                         {"maintenance", nullptr},
                                         {"silence", nullptr},
                                         {"rollUp", nullptr},
                                         {"timeZone", nullptr},
                                         {"tier", "low"}});
  EXPECT_EQ(back["uptimeTarget"].to_number<double>(), 99);
  EXPECT_EQ(back["resolutionMinutes"], json::value(7200));
  EXPECT_EQ(back["degradedWeight"].to_number<double>(), 1);
  EXPECT_EQ(back.text("silence"), "down");
  EXPECT_EQ(back["timeZone"], json::value(nullptr));
  EXPECT_EQ(back.body, get(definition).body);
}

TEST_F(DefinitionTest, AChangeLeavesTheRestAsItWas) {
  const std::string definition = create({{"uptimeTarget", 90}, {"rollUp", "any"}});
  const Answer changed = patch(definition, {{"name", "day"}});
  EXPECT_EQ(changed.text("name"), "day");
  EXPECT_EQ(changed["uptimeTarget"].to_number<double>(), 90);
  EXPECT_EQ(changed.text("rollUp"), "any");
}

TEST_F(DefinitionTest, EverythingThatIsWrongIsToldAtOnce) {
  EXPECT_THAT(post(kDefinitions, {{"tier", "gold"},
                                  {"uptimeTarget", 0},
                                  {"responseMinutes", 1.5},
                                  {"degradedWeight", 1.001},
                                  {"maintenance", "ignore"},
                                  {"silence", true},
                                  {"rollUp", "best"},
                                  {"timeZone", "Mars/Olympus"},
                                  {"target", 1}})
                  .fields(),
              ElementsAre("name", "tier", "uptimeTarget", "responseMinutes", "degradedWeight",
                          "maintenance", "silence", "rollUp", "timeZone", "target"));
}

TEST_F(DefinitionTest, ATakenNameIsRefused) {
  const std::string definition = create({});
  EXPECT_EQ(post(kDefinitions, {{"name", "night"}, {"tier", "low"}}).code(), "definition_exists");
  EXPECT_EQ(patch(definition, {{"name", "medium"}}).code(), "definition_exists");
  EXPECT_EQ(patch(definition, {{"name", "night"}}).status, 200);
}

TEST_F(DefinitionTest, ThatOfATierStaysWithIt) {
  const std::string low = kDefinitions + "/" + get("/api/v1/sla/tiers/low").text("definitionId");
  EXPECT_EQ(remove(low).code(), "definition_of_tier");
  EXPECT_THAT(patch(low, {{"tier", "high"}}).fields(), ElementsAre("tier"));
}

TEST_F(DefinitionTest, InUseItStaysAndTheAnswerNamesTheUsers) {
  const std::string definition = create({});
  for (int i = 0; i < 12; ++i) {
    const std::string path = "a/b/c/d/s" + std::to_string(10 + i);
    addService(path);
    put("/api/v1/sla/assignments", {{"path", path}, {"definition", "night"}});
  }
  EXPECT_EQ(get(definition)["services"], json::value(12));
  const Answer refused = remove(definition);
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.code(), "definition_in_use");
  EXPECT_THAT(refused.text("detail"), HasSubstr("a/b/c/d/s10, "));
  EXPECT_THAT(refused.text("detail"), HasSubstr("a/b/c/d/s19 and 2 more"));
}

TEST_F(DefinitionTest, IsDeletedWhenNobodyHasIt) {
  const std::string definition = create({});
  EXPECT_EQ(remove(definition).status, 204);
  EXPECT_EQ(get(definition).code(), "definition_not_found");
  EXPECT_EQ(remove(definition).status, 404);
  EXPECT_EQ(get(kDefinitions + "/7").code(), "definition_not_found");
}

TEST_F(DefinitionTest, AreListedByTierAndInPages) {
  create({});
  EXPECT_THAT(get(kDefinitions + "?tier=high").texts("name"), ElementsAre("high", "night"));
  const Answer first = get(kDefinitions + "?limit=3");
  EXPECT_THAT(first.texts("name"), ElementsAre("critical", "high", "low"));
  const Answer second = get(kDefinitions + "?limit=3&cursor=" + first.text("nextCursor"));
  EXPECT_THAT(second.texts("name"), ElementsAre("medium", "night"));
  EXPECT_EQ(second["nextCursor"], json::value(nullptr));
}

TEST_F(DefinitionTest, ChangesAreAudited) {
  const std::string definition = create({});
  patch(definition, {{"uptimeTarget", 99}});
  remove(definition);
  std::vector<std::string> actions;
  for (const auto& recorded : kernel_.audit.entries()) actions.push_back(recorded.entry.action);
  EXPECT_THAT(actions, ElementsAre("sla_definition.create", "sla_definition.update",
                                   "sla_definition.delete"));
}

}  // namespace
}  // namespace itops::sla
