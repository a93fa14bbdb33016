#include "database/sla/sla_plugin_test.hpp"

namespace itops::sla {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* kTiers = "/api/v1/sla/tiers";
const std::string kGold = "/api/v1/sla/tiers/gold";

class TierTest : public SlaPluginTest {
 protected:
  TierTest() { start(); }

  Answer createGold() {
    return post(kTiers, {{"name", "gold"},
                         {"displayName", "Gold"},
                         {"uptimeTarget", 99.95},
                         {"responseMinutes", 30},
                         {"resolutionMinutes", 300}});
  }
};

// SLA-22, SLA-25, SLA-26, SLA-27, SLA-28, START-44, START-45, START-46, START-47
TEST_F(TierTest, FourAreThereFromTheFirstStartOn) {
  const Answer tiers = get(kTiers);
  EXPECT_THAT(tiers.texts("name"), ElementsAre("critical", "high", "medium", "low"));
  const auto figures = [&](std::size_t index) {
    const json::value& tier = tiers["items"].at(index);
    return std::vector<double>{tier.at("uptimeTarget").to_number<double>(),
                               tier.at("responseMinutes").to_number<double>(),
                               tier.at("resolutionMinutes").to_number<double>()};
  };
  EXPECT_THAT(figures(0), ElementsAre(99.99, 15, 4 * 60));
  EXPECT_THAT(figures(1), ElementsAre(99.9, 60, 8 * 60));
  EXPECT_THAT(figures(2), ElementsAre(99.5, 4 * 60, 3 * 24 * 60));
  EXPECT_THAT(figures(3), ElementsAre(99.0, 24 * 60, 5 * 24 * 60));
}

// SLA-23
TEST_F(TierTest, ANewOneComesWithItsDefinition) {
  const Answer created = createGold();
  EXPECT_EQ(created.status, 201);
  EXPECT_EQ(created["builtIn"], json::value(false));
  const Answer definition = get("/api/v1/sla/definitions/" + created.text("definitionId"));
  EXPECT_EQ(definition.text("name"), "gold");
  EXPECT_EQ(definition.text("tier"), "gold");
  EXPECT_EQ(definition["uptimeTarget"].to_number<double>(), 99.95);
  EXPECT_EQ(definition["madeFromTier"], json::value(true));
}

TEST_F(TierTest, IsShownByName) {
  createGold();
  EXPECT_EQ(get(kGold).text("displayName"), "Gold");
  EXPECT_EQ(get("/api/v1/sla/tiers/silver").code(), "tier_not_found");
}

TEST_F(TierTest, ATakenNameIsRefused) {
  createGold();
  EXPECT_EQ(createGold().code(), "tier_exists");
  post("/api/v1/sla/definitions", {{"name", "silver"}, {"tier", "gold"}});
  const Answer refused = post(
      kTiers,
      {{"name", "silver"}, {"uptimeTarget", 99}, {"responseMinutes", 1}, {"resolutionMinutes", 1}});
  EXPECT_EQ(refused.code(), "tier_exists");
  EXPECT_EQ(get("/api/v1/sla/tiers/silver").status, 404);
}

TEST_F(TierTest, EverythingThatIsWrongIsToldAtOnce) {
  EXPECT_THAT(
      post(kTiers, {{"name", "Gold Plus"},
                    {"uptimeTarget", 99.99999},
                    {"responseMinutes", 0},
                    {"target", 1}})
          .fields(),
      ElementsAre("name", "uptimeTarget", "responseMinutes", "resolutionMinutes", "target"));
  createGold();
  EXPECT_THAT(patch(kGold, {{"name", "silver"}, {"uptimeTarget", 101}}).fields(),
              ElementsAre("uptimeTarget", "name"));
}

TEST_F(TierTest, AChangeReachesTheDefinitionsThatLeaveItToTheTier) {
  const std::string definition = "/api/v1/sla/definitions/" + createGold().text("definitionId");
  const Answer changed = patch(kGold, {{"uptimeTarget", 99.9}, {"displayName", nullptr}});
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.text("displayName"), "gold");
  EXPECT_EQ(changed["responseMinutes"], json::value(30));
  EXPECT_EQ(get(definition)["uptimeTarget"].to_number<double>(), 99.9);
  patch(definition, {{"uptimeTarget", 98}});
  patch(kGold, {{"uptimeTarget", 97}});
  EXPECT_EQ(get(definition)["uptimeTarget"].to_number<double>(), 98);
}

TEST_F(TierTest, IsDeletedWithItsDefinition) {
  const std::string definition = "/api/v1/sla/definitions/" + createGold().text("definitionId");
  EXPECT_EQ(remove(kGold).status, 204);
  EXPECT_EQ(get(kGold).status, 404);
  EXPECT_EQ(get(definition).status, 404);
}

TEST_F(TierTest, ThoseOfTheCriticalitiesStay) {
  EXPECT_EQ(remove("/api/v1/sla/tiers/low").code(), "tier_built_in");
}

TEST_F(TierTest, InUseItStaysAndTheAnswerNamesTheUsers) {
  createGold();
  const std::string id =
      post("/api/v1/sla/definitions", {{"name", "night shift"}, {"tier", "gold"}}).text("id");
  const Answer definition = remove(kGold);
  EXPECT_EQ(definition.status, 409);
  EXPECT_EQ(definition.code(), "tier_in_use");
  EXPECT_THAT(definition.text("detail"), HasSubstr("night shift"));
  remove("/api/v1/sla/definitions/" + id);

  addService("a/b/c/d/one");
  put("/api/v1/sla/assignments", {{"path", "a/b/c/d/one"}, {"definition", "gold"}});
  const Answer assigned = remove(kGold);
  EXPECT_EQ(assigned.code(), "tier_in_use");
  EXPECT_THAT(assigned.text("detail"), HasSubstr("a/b/c/d/one"));
}

TEST_F(TierTest, ChangesAreAuditedAndWantAPermission) {
  createGold();
  patch(kGold, {{"uptimeTarget", 99}});
  remove(kGold);
  std::vector<std::string> actions;
  for (const auto& recorded : kernel_.audit.entries()) actions.push_back(recorded.entry.action);
  EXPECT_THAT(actions, ElementsAre("sla_tier.create", "sla_tier.update", "sla_tier.delete"));
  const auto reader = test::RequestBuilder::post(kTiers).permission("sla.read").body("{}");
  EXPECT_EQ(kernel_.router.call(reader).status, 403);
}

}  // namespace
}  // namespace itops::sla
