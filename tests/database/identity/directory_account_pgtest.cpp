// Accounts of people whom a directory knows. The directory is a script here; the real one is asked
// in tests/database/ldap_auth.

#include <gmock/gmock.h>

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
}

TEST_F(DirectoryAccountTest, HaveNoPasswordThatCouldBeSetHere) {
  const auto id = loginOfJane().account.uuid.toString();
  identity::AccountPatch patch;
  patch.password = Secret(kPassword);
  EXPECT_THROW(one.accounts.update(admin, id, patch), Error);
}

}  // namespace
}  // namespace itops::test
