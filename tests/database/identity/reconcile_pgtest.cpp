#include <gmock/gmock.h>

#include <thread>

#include "database/identity/identity_replica.hpp"
#include "identity/provider_handlers.hpp"
#include "identity/provider_repository.hpp"

namespace itops::test {
namespace {

using testing::HasSubstr;

class ReconcileTest : public IdentityTest {
 protected:
  config::AuthDeclaration declaration(std::int64_t generation = 0) {
    config::AuthDeclaration declared;
    declared.source = "auth.yaml";
    declared.text = "one";
    declared.generation = generation;
    declared.local = config::DeclaredLocal{};
    declared.directories = {corp()};
    return declared;
  }
  std::string providers() {
    return value("SELECT string_agg(key, ' ' ORDER BY key) FROM kernel.auth_provider");
  }
};

// REPO-79, REPO-80
TEST_F(ReconcileTest, BringsTheDatabaseToWhatIsDeclared) {
  EXPECT_EQ(one.reconciler.run(declaration(), "one").outcome, "applied");
  EXPECT_THAT(one.reconciler.last()->changes,
              testing::ElementsAre("change provider local", "create provider corp"));
  EXPECT_EQ(providers(), "corp local");
  EXPECT_EQ(
      value("SELECT config->>'_managedByGitOps' FROM kernel.auth_provider WHERE key = 'corp'"),
      "true");
  EXPECT_EQ(one.reconciler.run(declaration(), "one").outcome, "unchanged");
  auto without = declaration();
  without.directories.clear();
  EXPECT_EQ(one.reconciler.run(without, "one").outcome, "applied");
  EXPECT_EQ(providers(), "local");
}

// REPO-92: nothing is shown that is declared no more.
TEST_F(ReconcileTest, ShowsWhatIsDeclaredNowAlone) {
  identity::ProviderHandlers handlers(one.pool, one.reconciler, true);
  auto declared = declaration();
  declared.directories[0].mappings = {{"staff", "itops-users"}};
  one.reconciler.run(declared, "one");
  EXPECT_THAT(handlers.list(admin).body, HasSubstr("Corporate LDAP"));
  declared.directories.clear();
  one.reconciler.run(declared, "one");
  EXPECT_THAT(handlers.list(admin).body, testing::Not(HasSubstr("Corporate LDAP")));
  EXPECT_EQ(value("SELECT count(*) FROM kernel.group_mapping"), "0");
}

// REPO-82: all mappings in one transaction with everything else, or none.
TEST_F(ReconcileTest, ReplacesMappingsWholeOrNotAtAll) {
  auto declared = declaration();
  declared.directories[0].mappings = {{"staff", "itops-users"}, {"ops", "itops-operators"}};
  one.reconciler.run(declared, "one");
  declared.directories[0].mappings = {{"night", "itops-operators"},
                                      {std::string("\xFF"), "itops-users"}};
  EXPECT_ANY_THROW(one.reconciler.run(declared, "one"));
  EXPECT_EQ(value("SELECT string_agg(directory_group, ' ' ORDER BY 1) FROM kernel.group_mapping"),
            "ops staff");
  declared.directories[0].mappings.pop_back();
  one.reconciler.run(declared, "one");
  EXPECT_EQ(value("SELECT string_agg(directory_group, ' ' ORDER BY 1) FROM kernel.group_mapping"),
            "night");
}

TEST_F(ReconcileTest, ShowsTheDifferenceWithoutMakingIt) {
  const auto run = one.reconciler.preview(declaration());
  EXPECT_EQ(run.changes.size(), 2U);
  EXPECT_EQ(providers(), "local");
  EXPECT_FALSE(one.reconciler.last());
}

// Directory pitfall 31
TEST_F(ReconcileTest, OfABrokenFileChangesNothingAndSaysSo) {
  one.reconciler.run(declaration(), "one");
  auto broken = declaration();
  broken.errors = {"auth.yaml:1: no readable YAML"};
  broken.directories.clear();
  EXPECT_EQ(one.reconciler.run(broken, "one").outcome, "refused");
  EXPECT_EQ(providers(), "corp local");
  EXPECT_THAT(one.reconciler.last()->reason, HasSubstr("auth.yaml:1"));
}

// Directory pitfall 33
TEST_F(ReconcileTest, RemembersTheGenerationThatWasApplied) {
  one.reconciler.run(declaration(3), "one");
  auto old = declaration(2);
  old.directories.clear();
  EXPECT_EQ(two.reconciler.run(old, "two").outcome, "refused");
  EXPECT_EQ(providers(), "corp local");
}

// Directory pitfall 33
TEST_F(ReconcileTest, RemembersTheGenerationHoweverManyRunsWereRefusedSince) {
  one.reconciler.run(declaration(3), "one");
  one.pool.query({"test.refused_runs", R"(
INSERT INTO kernel.reconcile_run (ran_at, replica, outcome, source)
SELECT now(), 'one', 'refused', 'auth.yaml' FROM generate_series(1, 1100))"},
                 {});
  auto old = declaration(2);
  old.directories.clear();
  EXPECT_EQ(one.reconciler.run(old, "one").outcome, "refused");
  EXPECT_EQ(one.reconciler.run(old, "one").outcome, "refused");
  EXPECT_EQ(providers(), "corp local");
}

// Directory pitfall 26: nothing that is declared leaves nobody who may come in.
TEST_F(ReconcileTest, KeepsTheLastProviderOverSeveralDeclarations) {
  auto directory_only = declaration();
  directory_only.local->enabled = false;
  one.reconciler.run(directory_only, "one");
  config::AuthDeclaration prune;
  prune.source = "auth.yaml";
  prune.prune = true;
  EXPECT_EQ(one.reconciler.run(prune, "one").refused.size(), 1U);
  EXPECT_EQ(value("SELECT count(*) FROM kernel.auth_provider WHERE enabled"), "1");
  one.callers.refresh();
  EXPECT_EQ(one.loginError("admin", kPassword), "");
}

// Directory pitfall 32
TEST_F(ReconcileTest, OfTwoReplicasAtOnceComesToTheSame) {
  for (int round = 0; round < 5; ++round) {
    auto declared = declaration();
    if (round % 2 == 1) declared.directories.clear();
    std::string outcomes[2];
    std::thread first([&] { outcomes[0] = one.reconciler.run(declared, "one").outcome; });
    std::thread second([&] { outcomes[1] = two.reconciler.run(declared, "two").outcome; });
    first.join();
    second.join();
    EXPECT_EQ(std::set<std::string>({outcomes[0], outcomes[1]}),
              (std::set<std::string>{"applied", "unchanged"}))
        << round;
    EXPECT_EQ(providers(), round % 2 == 1 ? "local" : "corp local");
  }
}

// REPO-81
TEST_F(ReconcileTest, NeverTouchesAProviderThatAnAdministratorMade) {
  one.pool.transact([&](Transaction& transaction) {
    identity::storeProvider(transaction, {"own", {}, "ldap", "Own"}, clock.now());
  });
  one.reconciler.run(declaration(), "one");
  EXPECT_EQ(providers(), "corp local own");
}

// Directory pitfall 30: a section that vanished from the file is told of, and changes nothing.
TEST_F(ReconcileTest, WithoutTheDeclarationThatWasThereBeforeSaysSo) {
  one.reconciler.run(declaration(), "one");
  EXPECT_EQ(one.reconciler.run({}, "one").outcome, "refused");
  EXPECT_EQ(one.reconciler.last()->reason, "no provider is declared");
  EXPECT_EQ(providers(), "corp local");
}

TEST_F(ReconcileTest, WithoutADeclarationLeavesNoTrace) {
  EXPECT_EQ(one.reconciler.run({}, "one").outcome, "unchanged");
  EXPECT_FALSE(one.reconciler.last());
}

}  // namespace
}  // namespace itops::test
