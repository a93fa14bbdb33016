// What a directory, or its declaration, takes away from accounts, with and without a login.

#include <gmock/gmock.h>

#include "database/identity/directory_account_test.hpp"
#include "support/temporary_folder.hpp"

namespace itops::test {
namespace {

using testing::Contains;
using testing::ElementsAre;

TEST_F(DirectoryAccountTest, LoseAGroupWhoseMappingIsDeclaredNoMore) {
  ownGroup("dba");
  auto directory = corp();
  directory.mappings = {{"staff", "dba"}, {"itops-operators", "itops-admins"}};
  declare({directory});
  EXPECT_THAT(groupsOfJane(), ElementsAre("dba", "itops-admins"));
  directory.mappings = {{"nobody", "itops-users"}};
  declare({directory});
  sync();
  EXPECT_EQ(groupsInStore(), "null");
}

TEST_F(DirectoryAccountTest, OfARemovedProviderLoseMappedGroupsToo) {
  ownGroup("dba");
  auto directory = corp();
  directory.mappings = {{"staff", "dba"}};
  declare({directory});
  EXPECT_THAT(groupsOfJane(), ElementsAre("dba"));
  declare({});
  EXPECT_EQ(one.loginError("jane", kDirectoryPassword), "login_failed");
  EXPECT_EQ(groupsInStore(), "null");
}

// A membership that a person gave bears that person's name, even where it is a provider's.
TEST_F(DirectoryAccountTest, KeepWhatAPersonOfTheProvidersNameGave) {
  ownGroup("dba");
  loginOfJane();
  one.groups.addMember(by("corp", {"*"}), groupId("dba"), accountId("jane"));
  jane().groups = {};
  sync();
  EXPECT_EQ(groupsInStore(), "dba");
}

// Directory pitfall 27: one odd entry is no reason to stop.
TEST_F(DirectoryAccountTest, AreBroughtUpAlthoughOneEntryIsOdd) {
  people().push_back({"id=2", "bob", "", "", false, {group("itops-users")}});
  people().push_back({"id=3", "cleo", "", "", false, {group("itops-users")}});
  loginOfJane();
  one.login("bob", kDirectoryPassword);
  one.login("cleo", kDirectoryPassword);
  jane().name = "<b>jane</b>";
  jane().display_name =
      "J\xFF\xFE"
      "ane";
  jane().groups = {};
  one.directory->odd_id = "id=2";
  people()[2].disabled = true;
  people()[2].name = "";
  sync();
  EXPECT_EQ(groupsInStore(), "null") << "a name that can't be used keeps no rights";
  EXPECT_EQ(value("SELECT directory_state FROM kernel.account WHERE name = 'cleo'"), "disabled");
  EXPECT_TRUE(one.logger.contains(LogLevel::kWarning, "could not be brought up"));
}

TEST_F(DirectoryAccountTest, AreLeftAloneOnceTheRunIsToStop) {
  people().push_back({"id=2", "bob"});
  loginOfJane();
  one.login("bob", kDirectoryPassword);
  people().clear();
  one.sync.run(StoppedRun(4));
  EXPECT_EQ(value("SELECT count(*) FROM kernel.account WHERE directory_state = 'absent'"), "1");
}

// Directory pitfall 28
TEST_F(DirectoryAccountTest, ThatTheDirectoryBlocksComeInNoMore) {
  const auto before = loginOfJane();
  jane().disabled = true;
  EXPECT_EQ(one.loginError("jane", kDirectoryPassword), "account_disabled");
  EXPECT_FALSE(one.caller(before.access_token));
  jane().disabled = false;
  EXPECT_THAT(groupsOfJane(), ElementsAre("itops-operators"));
}

// Directory pitfall 27
TEST_F(DirectoryAccountTest, AreBroughtUpToTheDirectoryWithoutALogin) {
  const auto before = loginOfJane();
  jane().groups = {group("itops-users")};
  sync();
  EXPECT_FALSE(one.caller(before.access_token)->may("catalog.write"));
  jane().disabled = true;
  sync();
  EXPECT_FALSE(one.caller(before.access_token));
  EXPECT_THAT(one.ended, Contains("jane"));
}

// REPO-86, REPO-87
TEST_F(DirectoryAccountTest, OfPeopleWhoLeftAreKeptWithoutRights) {
  const auto before = loginOfJane();
  people().clear();
  sync();
  EXPECT_FALSE(one.caller(before.access_token));
  EXPECT_EQ(value("SELECT directory_state FROM kernel.account WHERE name = 'jane'"), "absent");
  EXPECT_EQ(value("SELECT count(*) FROM kernel.account_group_member m JOIN kernel.account a "
                  "ON a.id = m.account_id WHERE a.name = 'jane'"),
            "0");
  EXPECT_EQ(value("SELECT count(*) FROM kernel.audit_entry WHERE actor = 'jane'"), "1")
      << "what they did stays";
}

// Directory pitfall 23
TEST_F(DirectoryAccountTest, StayAsTheyAreWhileTheDirectoryDoesNotAnswer) {
  const auto before = loginOfJane();
  one.directory->away = true;
  people().clear();
  sync();
  EXPECT_TRUE(one.caller(before.access_token)->may("catalog.write"));
  EXPECT_TRUE(one.logger.contains(LogLevel::kWarning, "its accounts stay as they are"));
}

// REPO-86, REPO-88
TEST_F(DirectoryAccountTest, OfARemovedProviderAreKeptButComeInNoMore) {
  const auto before = loginOfJane();
  ASSERT_TRUE(one.caller(before.access_token));
  declare({});
  EXPECT_FALSE(one.caller(before.access_token)) << "at once";
  EXPECT_EQ(one.loginError("jane", kDirectoryPassword), "login_failed");
  EXPECT_EQ(value("SELECT count(*) FROM kernel.account_group_member m JOIN kernel.account a "
                  "ON a.id = m.account_id WHERE a.name = 'jane'"),
            "0")
      << "revoked at the attempt";
  declare({corp()});
  EXPECT_EQ(loginOfJane().account.uuid, before.account.uuid) << "the same person again";
}

// Directory pitfall 26
TEST_F(DirectoryAccountTest, OfTheLastAdministratorStayAdministrators) {
  jane().groups = {group("itops-admins")};
  loginOfJane();
  identity::AccountPatch disable;
  disable.disabled = true;
  one.accounts.update(admin, value("SELECT uuid FROM kernel.account WHERE name = 'admin'"),
                      disable);
  jane().groups = {};
  EXPECT_THAT(groupsOfJane(), ElementsAre("itops-admins"));
  EXPECT_EQ(value("SELECT after->>'keptLastAdmin' FROM kernel.audit_entry "
                  "WHERE action = 'account.sync' ORDER BY id DESC LIMIT 1"),
            "true");
  sync();
  sync();
  EXPECT_EQ(value("SELECT count(*) FROM kernel.audit_entry WHERE after->>'keptLastAdmin' = 'true'"),
            "1")
      << "once, not with every sync";
}

// Directory pitfall 26: also where the mapping went, rather than the person.
TEST_F(DirectoryAccountTest, OfTheLastAdministratorStayAlsoWithoutTheirMapping) {
  auto directory = corp();
  directory.mappings = {{"staff", "itops-admins"}};
  declare({directory});
  loginOfJane();
  identity::AccountPatch disable;
  disable.disabled = true;
  one.accounts.update(admin, accountId("admin"), disable);
  directory.mappings = {{"staff", "itops-users"}};
  declare({directory});
  sync();
  EXPECT_EQ(groupsInStore(), "itops-admins itops-users");
}

// Directory pitfall 35: a rotated one counts without a restart, for logins and for the sync.
TEST_F(DirectoryAccountTest, AreAskedForWithTheBindPasswordOfTheFileAsItIsNow) {
  const TemporaryFolder folder;
  auto directory = corp();
  directory.values["bindPasswordFile"] = {(folder / "password").string()};
  declare({directory});
  writeFile(folder / "password", "first $HOME\n");
  loginOfJane();
  EXPECT_EQ(one.directory->bind_password.reveal(), "first $HOME");
  writeFile(folder / "password", "second\n");
  sync();
  EXPECT_EQ(one.directory->bind_password.reveal(), "second");
}

}  // namespace
}  // namespace itops::test
