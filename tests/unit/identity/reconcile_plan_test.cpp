// The document's table of what a removal does, and what keeps a mistake from locking people out.

#include "identity/reconcile_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace itops::identity {
namespace {

using config::AuthDeclaration;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

config::DeclaredDirectory directory(const std::string& id) {
  return {id, "Corporate LDAP", true, false, {{"baseDn", {"dc=corp"}}, {"hosts", {"a", "b"}}}};
}

AuthDeclaration declared(std::vector<config::DeclaredDirectory> directories, bool local = true) {
  AuthDeclaration declaration;
  declaration.source = "auth.yaml";
  declaration.directories = std::move(directories);
  if (local) declaration.local = config::DeclaredLocal{};
  return declaration;
}

ReconcilePlan plan(const AuthDeclaration& declaration, const StoredProviders& stored) {
  return planReconciliation(declaration, stored, [](const std::string& name) {
    return name == "missing" ? std::nullopt : std::optional("uuid of " + name);
  });
}

/// What is stored once the declaration has been applied to nothing.
StoredProviders applied(const AuthDeclaration& declaration) {
  StoredProviders stored;
  const auto first = plan(declaration, stored);
  stored.providers = first.store;
  stored.mappings = first.mappings;
  return stored;
}

// REPO-44, REPO-45, REPO-46, REPO-51, REPO-52
TEST(Reconciliation, CreatesWhatIsDeclaredAndMarksIt) {
  const auto result = plan(declared({directory("corp")}), {});
  ASSERT_THAT(result.store, SizeIs(2));
  EXPECT_EQ(result.store[0].key, "local");
  EXPECT_TRUE(result.store[0].is_default);
  EXPECT_EQ(result.store[1].key, "corp");
  EXPECT_EQ(result.store[1].display_name, "Corporate LDAP");
  EXPECT_TRUE(result.store[1].isManaged());
  EXPECT_EQ(result.store[1].config.at("hosts").as_array().size(), 2U);
}

TEST(Reconciliation, ChangesNothingTheSecondTime) {
  const auto declaration = declared({directory("corp")});
  const auto result = plan(declaration, applied(declaration));
  EXPECT_THAT(result.changes, IsEmpty());
  EXPECT_THAT(result.store, IsEmpty());
}

// REPO-79, REPO-80
TEST(Reconciliation, DeletesADirectoryThatIsNoLongerDeclared) {
  const auto result = plan(declared({}), applied(declared({directory("corp")})));
  EXPECT_THAT(result.remove, ElementsAre("corp"));
}

// REPO-81
TEST(Reconciliation, NeverTouchesWhatWasNotDeclaredInGit) {
  StoredProviders stored;
  stored.providers = {{"own", {}, "ldap", "Own"}};
  EXPECT_THAT(plan(declared({}), stored).remove, IsEmpty());
  const auto result = plan(declared({directory("own")}), stored);
  EXPECT_THAT(result.refused, ElementsAre(HasSubstr("own was not declared in Git")));
  for (const auto& provider : result.store) EXPECT_EQ(provider.key, "local");
}

// REPO-89, REPO-90. Directory pitfall 30
TEST(Reconciliation, OfNothingDeletesNothingUnlessPruneSaysSo) {
  const auto stored = applied(declared({directory("corp")}));
  auto nothing = declared({}, false);
  auto result = plan(nothing, stored);
  EXPECT_THAT(result.remove, IsEmpty());
  EXPECT_THAT(result.reason, HasSubstr("no provider is declared"));
  nothing.prune = true;
  result = plan(nothing, stored);
  EXPECT_THAT(result.remove, ElementsAre("corp"));
  EXPECT_EQ(result.reason, "");
}

// Directory pitfall 31
TEST(Reconciliation, OfAFileThatCanNotBeReadChangesNothing) {
  auto broken = declared({directory("other")});
  broken.errors = {"auth.yaml:3: no readable YAML"};
  const auto result = plan(broken, applied(declared({directory("corp")})));
  EXPECT_THAT(result.remove, IsEmpty());
  EXPECT_THAT(result.store, IsEmpty());
  EXPECT_THAT(result.reason, HasSubstr("auth.yaml:3"));
}

// Directory pitfall 33
TEST(Reconciliation, OfAnOlderGenerationChangesNothing) {
  auto stored = applied(declared({directory("corp")}));
  stored.generation = 7;
  auto old = declared({});
  old.generation = 6;
  EXPECT_THAT(plan(old, stored).remove, IsEmpty());
  EXPECT_THAT(plan(old, stored).reason, HasSubstr("older than 7"));
  old.generation = 7;
  EXPECT_THAT(plan(old, stored).remove, ElementsAre("corp"));
}

// Directory pitfall 29: what is shown may change, the id stays.
TEST(Reconciliation, RenamesAProviderWithoutDeletingIt) {
  auto renamed = directory("corp");
  renamed.display_name = "New Name";
  const auto result = plan(declared({renamed}), applied(declared({directory("corp")})));
  EXPECT_THAT(result.remove, IsEmpty());
  EXPECT_THAT(result.changes, ElementsAre("change provider corp"));
}

// REPO-82
TEST(Reconciliation, ReplacesGroupMappingsAsAWhole) {
  auto corp = directory("corp");
  corp.mappings = {{"cn=a", "x"}, {"cn=b", "y"}};
  const auto stored = applied(declared({corp}));
  corp.mappings = {{"cn=b", "y"}, {"cn=c", "missing"}};
  const auto result = plan(declared({corp}), stored);
  EXPECT_EQ(result.mappings.at("corp"), (std::vector<StoredMapping>{{"cn=b", "uuid of y"}}));
  EXPECT_THAT(result.refused, ElementsAre(HasSubstr("there is no group missing")));
  corp.mappings = {};
  EXPECT_THAT(plan(declared({corp}), stored).mappings.at("corp"), IsEmpty());
}

TEST(Reconciliation, KeepsLocalLoginWhileNothingElseIsThere) {
  auto declaration = declared({});
  declaration.local->enabled = false;
  const auto result = plan(declaration, {});
  ASSERT_THAT(result.store, SizeIs(1));
  EXPECT_TRUE(result.store[0].enabled);
  EXPECT_THAT(result.refused, ElementsAre(HasSubstr("local stays enabled")));
  declaration.directories = {directory("corp")};
  EXPECT_FALSE(plan(declaration, {}).store[0].enabled);
}

TEST(Reconciliation, KeepsLocalLoginWhenTheLastOtherProviderGoes) {
  auto directory_only = declared({directory("corp")});
  directory_only.local->enabled = false;
  const auto stored = applied(directory_only);
  auto off = declared({directory("corp")}, false);
  off.directories[0].enabled = false;
  auto prune = declared({}, false);
  prune.prune = true;
  for (const auto& next : {off, prune}) {
    const auto result = plan(next, stored);
    EXPECT_THAT(result.refused, ElementsAre(HasSubstr("local stays enabled")));
    ASSERT_FALSE(result.store.empty());
    EXPECT_EQ(result.store.back().key, "local");
    EXPECT_TRUE(result.store.back().enabled);
  }
}

TEST(Reconciliation, LeavesLocalLoginAloneWhereItIsNotDeclared) {
  StoredProviders stored;
  stored.providers = {{"local", {}, "local", "Local accounts", true}};
  const auto result = plan(declared({directory("corp")}, false), stored);
  EXPECT_THAT(result.remove, IsEmpty());
  EXPECT_THAT(result.changes, ElementsAre("create provider corp"));
}

}  // namespace
}  // namespace itops::identity
