// Accounts of people whom a directory knows. The directory is a script here; the real one is asked
// in tests/database/ldap_auth.

#include <gmock/gmock.h>

#include <thread>

#include "database/identity/directory_account_test.hpp"
#include "itops/error.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// REPO-76
TEST_F(DirectoryAccountTest, AreMadeAtTheFirstLoginWithTheirGroups) {
  const auto grant = loginOfJane();
  EXPECT_EQ(grant.account.provider, "corp");
  EXPECT_EQ(grant.account.display_name, "Jane Doe");
  EXPECT_THAT(grant.account.groups, ElementsAre("itops-operators"));
  EXPECT_TRUE(one.caller(grant.access_token)->may("catalog.write"));
  EXPECT_EQ(value("SELECT count(*) FROM kernel.account WHERE provider = 'corp'"), "1");
  loginOfJane();
  EXPECT_EQ(value("SELECT count(*) FROM kernel.account WHERE provider = 'corp'"), "1");
}

// REPO-77. Directory pitfall 24
TEST_F(DirectoryAccountTest, LoseAGroupThatTheDirectoryTakesAway) {
  loginOfJane();
  jane().groups = {group("itops-users")};
  EXPECT_THAT(groupsOfJane(), ElementsAre("itops-users"));
  jane().groups = {};
  EXPECT_THAT(groupsOfJane(), IsEmpty());
}

// REPO-78. Directory pitfall 24: what people set by hand stays.
TEST_F(DirectoryAccountTest, KeepGroupsThatTheDirectoryDoesNotDecideAbout) {
  identity::AccountGroup own;
  own.name = "dba";
  one.groups.create(admin, own);
  join(loginOfJane().account, "dba");
  jane().groups = {};
  EXPECT_THAT(groupsOfJane(), ElementsAre("dba"));
}

// REPO-61
TEST_F(DirectoryAccountTest, FollowDeclaredMappingsAlone) {
  identity::AccountGroup own;
  own.name = "dba";
  const auto id = one.groups.create(admin, own).uuid.toString();
  auto directory = corp();
  directory.mappings = {{"cn=staff,ou=groups,dc=corp", id}};
  declare({directory});
  EXPECT_THAT(groupsOfJane(), ElementsAre("dba"));
}

TEST_F(DirectoryAccountTest, LoseGroupsByCommonNameOnceMappingsDecide) {
  EXPECT_THAT(groupsOfJane(), ElementsAre("itops-operators"));
  auto directory = corp();
  directory.mappings = {{"staff", "itops-users"}};
  declare({directory});
  EXPECT_THAT(groupsOfJane(), ElementsAre("itops-users"));
}

// Directory pitfalls 4 and 38: o'brien is a name, and comes in under it.
TEST_F(DirectoryAccountTest, AreMadeForNamesWithTheSignsOfRealOnes) {
  for (const char* name : {"o'brien", "j(ohn", "sam$", "d'Artagnan (x)"}) {
    jane().external_id = name;
    jane().name = name;
    EXPECT_EQ(one.login(name, kDirectoryPassword).account.name, name);
  }
}

TEST_F(DirectoryAccountTest, AreShownWithoutWhatIsNoText) {
  jane().display_name =
      "J\xFF"
      "ane\n D\xC3\xB6"
      "e\xC3";
  EXPECT_EQ(loginOfJane().account.display_name,
            "Jane D\xC3\xB6"
            "e");
}

// Directory pitfall 29
TEST_F(DirectoryAccountTest, StayWhenTheProviderIsRenamedAndKeepsItsId) {
  const auto before = loginOfJane();
  auto renamed = corp();
  renamed.display_name = "Another Name";
  declare({renamed});
  EXPECT_TRUE(one.caller(before.access_token)->may("catalog.write"));
  EXPECT_EQ(loginOfJane().account.uuid, before.account.uuid);
}

TEST_F(DirectoryAccountTest, AreOneWhenThePersonComesInTwiceAtOnceForTheFirstTime) {
  std::string codes[2];
  std::thread first([&] { codes[0] = one.loginError("jane", kDirectoryPassword); });
  two.directory->people = people();
  codes[1] = two.loginError("jane", kDirectoryPassword);
  first.join();
  EXPECT_THAT(codes, testing::Each(""));
  EXPECT_EQ(value("SELECT count(*) FROM kernel.account WHERE provider = 'corp'"), "1");
}

// Directory pitfall 21
TEST_F(DirectoryAccountTest, AreOneForAllSpellingsOfAName) {
  loginOfJane();
  one.login("JANE", kDirectoryPassword);
  EXPECT_EQ(value("SELECT count(*) FROM kernel.account WHERE provider = 'corp'"), "1");
}

// Directory pitfall 37
TEST_F(DirectoryAccountTest, NeverTakeALocalAccountOverByItsEmailAddress) {
  const auto local = account("local-jane");
  identity::AccountPatch patch;
  patch.email = "jane@corp.example";
  one.accounts.update(admin, local.uuid.toString(), patch);
  const auto grant = loginOfJane();
  EXPECT_NE(grant.account.uuid, local.uuid);
  EXPECT_EQ(one.loginError("jane@corp.example", kDirectoryPassword), "login_failed");
}

TEST_F(DirectoryAccountTest, NeverTakeALocalAccountOverByItsName) {
  const auto local = account("jane");
  EXPECT_EQ(one.loginError("jane", kDirectoryPassword), "login_failed");
  EXPECT_EQ(one.login("jane", kPassword).account.uuid, local.uuid);
}

TEST_F(DirectoryAccountTest, StayTheSameWhenThePersonIsRenamed) {
  const auto before = loginOfJane().account.uuid;
  jane().name = "jane.smith";
  const auto grant = one.login("jane.smith", kDirectoryPassword);
  EXPECT_EQ(grant.account.uuid, before);
  EXPECT_EQ(grant.account.name, "jane.smith");
  EXPECT_EQ(one.caller(grant.access_token)->name, "jane.smith") << "in the trail too";
  const auto version = value("SELECT version FROM kernel.identity_version");
  one.login("jane.smith", kDirectoryPassword);
  EXPECT_EQ(value("SELECT version FROM kernel.identity_version"), version);
}

TEST_F(DirectoryAccountTest, OfANewPersonWithAnOldNameAreNew) {
  const auto before = loginOfJane().account.uuid;
  jane().external_id = "id=2";
  jane().groups = {};
  const auto grant = loginOfJane();
  EXPECT_NE(grant.account.uuid, before);
  EXPECT_THAT(grant.account.groups, IsEmpty());
}

// Directory pitfall 38
TEST_F(DirectoryAccountTest, AreNotMadeForANameThatIsNone) {
  jane().name = "<script>";
  EXPECT_EQ(one.loginError("<script>", kDirectoryPassword), "account_name_invalid");
  jane().name = "jane";
  jane().display_name = "<b>" + std::string(1000, 'x') + "\n";
  EXPECT_EQ(loginOfJane().account.display_name.size(), 255U);
}

TEST_F(DirectoryAccountTest, AreNotMadeForANameOfThePlatform) {
  jane().name = "Operator-Key";
  EXPECT_EQ(one.loginError("operator-key", kDirectoryPassword), "account_name_invalid");
}

TEST_F(DirectoryAccountTest, HaveNoPasswordThatCouldBeSetHere) {
  const auto id = loginOfJane().account.uuid.toString();
  identity::AccountPatch patch;
  patch.password = Secret(kPassword);
  EXPECT_THROW(one.accounts.update(admin, id, patch), Error);
}

}  // namespace
}  // namespace itops::test
