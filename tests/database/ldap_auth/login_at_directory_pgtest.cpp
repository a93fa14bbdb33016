// Logins at a real directory.

#include "database/ldap_auth/directory_test.hpp"
#include "database/ldap_auth/slapd.hpp"

namespace itops::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string personAt(const std::string& dn, const std::string& uid, const std::string& extra = {}) {
  return "dn: " + dn +
         "\nobjectClass: inetOrgPerson\nobjectClass: adExtra\ncn: x\nsn: x\nuid: " + uid +
         "\nuserPassword: secret\n" + extra + "\n";
}

std::string people() {
  const std::string unit = "ou=people,dc=corp,dc=internal";
  return "dn: " + unit + "\nobjectClass: organizationalUnit\nou: people\n\n" +
         personAt("uid=john," + unit, "john", "mail: john@corp.example\ndisplayName: John Doe\n") +
         personAt("uid=anna," + unit, "anna") + personAt("uid=j(ohn," + unit, "j(ohn") +
         personAt("cn=back\\5Cslash," + unit, "back\\slash", "cn: back\\slash\n") +
         personAt("cn=Smith\\2C M\xC3\xBCller (x)," + unit, "mueller") +
         personAt("uid=twin,ou=people,dc=corp,dc=internal", "twin") +
         personAt("cn=twin2," + unit, "twin", "cn: twin2\n") +
         personAt("cn=blocked," + unit, "blocked", "cn: blocked\nuserAccountControl: 514\n") +
         personAt("cn=usual," + unit, "usual", "cn: usual\nuserAccountControl: 512\n");
}

class LoginAtDirectory : public DirectoryTest {
 protected:
  static void SetUpTestSuite() { slapd = std::make_unique<Slapd>(people()); }
  static void TearDownTestSuite() { slapd.reset(); }

  LoginAtDirectory() {
    declare("hosts", {"127.0.0.1"});
    declare("port", {std::to_string(slapd->port())});
    declare("tls", {"none"});
    declare("baseDn", {Slapd::kBaseDn});
    declare("bindDn", {Slapd::kServiceDn});
    settings.bind_password = Secret(Slapd::kServicePassword);
  }

  static inline std::unique_ptr<Slapd> slapd;
};

// REPO-53, REPO-54, REPO-55, REPO-57, REPO-58, REPO-60
TEST_F(LoginAtDirectory, FindsThePersonAndBindsAsIt) {
  const auto john = login("john");
  ASSERT_TRUE(john);
  EXPECT_EQ(john->name, "john");
  EXPECT_EQ(john->email, "john@corp.example");
  EXPECT_EQ(john->display_name, "John Doe");
  EXPECT_THAT(john->external_id, testing::StartsWith("entryUUID="));
  EXPECT_FALSE(login("john", "wrong"));
}

TEST_F(LoginAtDirectory, WithoutANameIsRefused) {
  EXPECT_FALSE(login("", "secret"));
}

// Directory pitfall 3
TEST_F(LoginAtDirectory, WithFilterCharactersFindsNobodyElse) {
  for (const char* name : {"a*", "*", "jo*n", "admin)(uid=*", "john)(|(uid=*", "\\2a", "john\\00",
                           "j?hn", "john))(&(uid=john"}) {
    EXPECT_FALSE(login(name)) << name;
  }
}

// Directory pitfall 4
TEST_F(LoginAtDirectory, OfNamesWithSpecialCharactersWorks) {
  EXPECT_TRUE(login("j(ohn"));
  EXPECT_TRUE(login("back\\slash"));
  EXPECT_FALSE(login("back\\5cslash"));
}

// Directory pitfall 5: the name of the entry comes from the directory, never from what was typed.
TEST_F(LoginAtDirectory, OfNamesThatLookLikeEntriesFindsNobody) {
  for (const char* name : {"john,ou=people,dc=corp,dc=internal", "uid=john", "john+cn=x", "#john",
                           "\"john\"", "john;x"}) {
    EXPECT_FALSE(login(name)) << name;
  }
}

// Directory pitfall 7
TEST_F(LoginAtDirectory, OfANameThatTwoHaveIsRefused) {
  EXPECT_FALSE(login("twin"));
}

// Directory pitfall 9: attribute names have no case.
TEST_F(LoginAtDirectory, ReadsAttributesInAnyCase) {
  declare("userAttrs.username", {"UID"});
  declare("userAttrs.email", {"MAIL"});
  EXPECT_EQ(login("john")->name, "john");
  EXPECT_EQ(login("john")->email, "john@corp.example");
}

// Directory pitfall 10
TEST_F(LoginAtDirectory, LooksTheSameForAnUnknownNameAndAWrongPassword) {
  EXPECT_EQ(login("nobody").has_value(), login("john", "wrong").has_value());
  EXPECT_EQ(errorOf("nobody"), errorOf("john", "wrong"));
}

// Directory pitfall 28
TEST_F(LoginAtDirectory, TellsWhomTheDirectoryHasBlocked) {
  EXPECT_TRUE(login("blocked")->disabled);
  EXPECT_FALSE(login("usual")->disabled);
}

// Directory pitfalls 34 and 35: nothing in a password is expanded, and a new one counts at once.
TEST_F(LoginAtDirectory, TakesTheServicePasswordAsItIsAndAnewEachTime) {
  EXPECT_TRUE(login("john"));
  settings.bind_password = Secret("another");
  EXPECT_THAT(errorOf("john"), HasSubstr("the password of bindDn is refused"));
  EXPECT_THAT(errorOf("john"), Not(HasSubstr("another")));
  settings.bind_password = Secret(Slapd::kServicePassword);
  EXPECT_TRUE(login("john"));
}

// Directory pitfall 23
TEST_F(LoginAtDirectory, WithAWrongBaseIsAnErrorAndNoAbsence) {
  declare("baseDn", {"ou=nowhere,dc=corp,dc=internal"});
  EXPECT_THAT(errorOf("john"), HasSubstr("directory_unavailable"));
}

TEST_F(LoginAtDirectory, LooksPeopleUpByWhatNeverChanges) {
  const auto id = login("anna")->external_id;
  slapd->modify(
      "dn: uid=anna,ou=people,dc=corp,dc=internal\nchangetype: modrdn\n"
      "newrdn: uid=anne\ndeleteoldrdn: 1\n");
  const auto found = provider.lookUp(settings, {id, "entryUUID=00112233"});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0]->name, "anne");
  EXPECT_FALSE(found[1]) << "certainly not there";
  slapd->modify(
      "dn: uid=anne,ou=people,dc=corp,dc=internal\nchangetype: modrdn\n"
      "newrdn: uid=anna\ndeleteoldrdn: 1\n");
}

// Whom userFilter shuts out of logging in has left for the sync too.
TEST_F(LoginAtDirectory, ShutsOutOfTheSyncWhomTheFilterShutsOut) {
  const auto john = login("john")->external_id;
  const auto anna = login("anna")->external_id;
  declare("userFilter", {"(&(uid=%s)(mail=john@corp.example))"});
  const auto found = provider.lookUp(settings, {john, anna});
  EXPECT_TRUE(found[0]);
  EXPECT_FALSE(found[1]);
  const auto by_dn = provider.lookUp(
      settings, {"dn=uid=john,ou=people,dc=corp,dc=internal",
                 "dn=uid=anna,ou=people,dc=corp,dc=internal", "dn=uid=gone,dc=corp,dc=internal"});
  EXPECT_TRUE(by_dn[0]);
  EXPECT_FALSE(by_dn[1]);
  EXPECT_FALSE(by_dn[2]);
}

// Directory pitfall 23: a right that was taken away looks as if everybody had left.
TEST_F(LoginAtDirectory, NeverTakesBlindnessForAbsence) {
  const auto id = login("john")->external_id;
  declare("userFilter", {"(&(uid=%s)(objectClass=device))"});
  EXPECT_THROW(provider.lookUp(settings, {"entryUUID=00112233"}), Error);
  declare("userFilter", {"(uid=%s)"});
  EXPECT_FALSE(provider.lookUp(settings, {"entryUUID=00112233"})[0]);
}

TEST_F(LoginAtDirectory, InClearTextIsWarnedAboutOnce) {
  login("john");
  login("john");
  int warnings = 0;
  for (const auto& line : logger.lines())
    warnings += line.text.find("clear text") != line.text.npos;
  EXPECT_EQ(warnings, 1);
}

}  // namespace
}  // namespace itops::test
