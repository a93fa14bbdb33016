#include "database/sla/sla_plugin_test.hpp"
#include "definition/definition_repository.hpp"

namespace itops::sla {
namespace {

using testing::Eq;
using testing::IsNull;

class DefinitionReaderTest : public SlaPluginTest {
 protected:
  /// `target response resolution` of a service; `none` without a definition.
  std::string promised(int subject_id, Subject subject = Subject::kService) {
    const Definition* definition = read(subject).of(subject_id);
    if (definition == nullptr) return "none";
    return definition->target.toString() + " " + std::to_string(definition->response_minutes) +
           " " + std::to_string(definition->resolution_minutes);
  }

  const AssignedDefinitions& read(Subject subject) {
    database_.pool().transact([&](Transaction& transaction) {
      ensureAssignments(transaction);
      definitions_ = definitionsOfAll(transaction, subject);
    });
    return definitions_;
  }

  AssignedDefinitions definitions_;
};

// SLA-22, SLA-23, SLA-25, SLA-26, SLA-27, SLA-28
TEST_F(DefinitionReaderTest, AServiceHasWhatItsTierPromisesOnFirstSight) {
  EXPECT_EQ(promised(addService("a/b/c/d/one", "critical")), "99.9900 15 240");
  EXPECT_EQ(promised(addService("a/b/c/d/two", "high")), "99.9000 60 480");
  EXPECT_EQ(promised(addService("a/b/c/d/three", "medium")), "99.5000 240 4320");
  EXPECT_EQ(promised(addService("a/b/c/d/four", "low")), "99.0000 1440 7200");
}

TEST_F(DefinitionReaderTest, AGroupHasTheStrictestOfItsMembers) {
  addService("a/b/c/d/one", "low", "shop");
  addService("a/b/c/d/two", "high", "shop");
  addService("a/b/c/d/three", "critical", "other");
  const int group =
      std::stoi(database_.value("SELECT id FROM kernel.sla_groups WHERE name = 'shop'"));
  EXPECT_EQ(promised(group, Subject::kGroup), "99.9000 60 480");
}

TEST_F(DefinitionReaderTest, FollowsAServiceThatChangesItsTier) {
  const int service = addService("a/b/c/d/one", "low");
  EXPECT_EQ(promised(service), "99.0000 1440 7200");
  database_.run("UPDATE kernel.service SET criticality = 'high'");
  EXPECT_EQ(promised(service), "99.9000 60 480");
}

TEST_F(DefinitionReaderTest, ReadsPoliciesAndWhatTheDefinitionSaysItself) {
  const int service = addService("a/b/c/d/one", "low");
  read(Subject::kService);
  database_.run(R"(UPDATE sla.definition SET uptime_target = 987654, degraded_weight = 250,
    maintenance = 'count_down', silence = 'unknown', roll_up = 'any', time_zone = 'Europe/Berlin'
    WHERE name = 'low')");
  const Definition definition = *read(Subject::kService).of(service);
  EXPECT_EQ(promised(service), "98.7654 1440 7200");
  EXPECT_EQ(definition.tier, "low");
  EXPECT_EQ(definition.counting, (CountingPolicy{MaintenancePolicy::kCountDown, 250}));
  EXPECT_EQ(definition.silence, SilencePolicy::kUnknown);
  EXPECT_EQ(definition.roll_up, RollUp::kAny);
  EXPECT_THAT(definition.time_zone, testing::Optional(Eq("Europe/Berlin")));
}

TEST_F(DefinitionReaderTest, ReadsOnlyWhoWasAskedFor) {
  const int one = addService("a/b/c/d/one"), two = addService("a/b/c/d/two");
  database_.pool().transact([&](Transaction& transaction) {
    ensureAssignments(transaction);
    const std::int32_t asked[] = {two, 4711};
    const auto definitions = definitionsOf(transaction, Subject::kService, asked);
    EXPECT_EQ(definitions.size(), 1U);
    EXPECT_EQ(definitions.of(two)->name, "medium");
    EXPECT_THAT(definitions.of(one), IsNull());
    EXPECT_THAT(definitions.of(4711), IsNull());
  });
}

}  // namespace
}  // namespace itops::sla
