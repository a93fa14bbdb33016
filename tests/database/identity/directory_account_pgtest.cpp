// Accounts of people whom a directory knows. The directory is a script here; the real one is asked
// in tests/database/ldap_auth.

#include <gmock/gmock.h>

#include <thread>

#include "database/identity/identity_replica.hpp"
#include "itops/error.hpp"

namespace itops::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A run that nobody stops.
class FreeRun final : public JobRun {
 public:
  Timestamp dueAt() const override { return {}; }
  bool shouldStop() const override { return false; }
  void fence(Transaction&) const override {}
};

/// A run that is stopped after it was asked a few times.
class StoppedRun final : public JobRun {
 public:
  explicit StoppedRun(int asked_max) : left_(asked_max) {}
  Timestamp dueAt() const override { return {}; }
  bool shouldStop() const override { return left_-- <= 0; }
  void fence(Transaction&) const override {}

 private:
  mutable int left_;
};

DirectoryGroup group(const std::string& name) {
  return {"cn=" + name + ",ou=groups,dc=corp", name};
}

class DirectoryAccountTest : public IdentityTest {
 protected:
  DirectoryAccountTest() {
    declare({corp()});
    people() = {{"id=1",
                 "jane",
                 "jane@corp.example",
                 "Jane Doe",
                 false,
                 {group("itops-operators"), group("staff")}}};
  }
  std::vector<DirectoryPerson>& people() { return one.directory->people; }
  DirectoryPerson& jane() { return people().at(0); }
  identity::LoginGrant loginOfJane() { return one.login("jane", kDirectoryPassword); }
  std::vector<std::string> groupsOfJane() { return loginOfJane().account.groups; }
  void sync() { one.sync.run(FreeRun()); }
  /// Of jane, whatever its directory calls it by now.
  std::string groupsInStore() {
    return value(
        "SELECT string_agg(g.name, ' ' ORDER BY g.name) FROM kernel.account_group_member m "
        "JOIN kernel.account a ON a.id = m.account_id "
        "JOIN kernel.account_group g ON g.id = m.group_id WHERE a.external_id = 'id=1'");
  }
};

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

TEST_F(DirectoryAccountTest, LoseGroupsByCommonNameOnceMappingsDecide) {
  EXPECT_THAT(groupsOfJane(), ElementsAre("itops-operators"));
  auto directory = corp();
  directory.mappings = {{"staff", "itops-users"}};
  declare({directory});
  EXPECT_THAT(groupsOfJane(), ElementsAre("itops-users"));
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

TEST_F(DirectoryAccountTest, AreLeftAloneOnceTheRunIsToStop) {
  people().push_back({"id=2", "bob"});
  loginOfJane();
  one.login("bob", kDirectoryPassword);
  people().clear();
  one.sync.run(StoppedRun(4));
  EXPECT_EQ(value("SELECT count(*) FROM kernel.account WHERE directory_state = 'absent'"), "1");
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
