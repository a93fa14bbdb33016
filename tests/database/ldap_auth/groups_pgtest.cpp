// Groups in the forms that directories have them, with a real one.

#include "database/ldap_auth/directory_test.hpp"
#include "database/ldap_auth/slapd.hpp"

namespace itops::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

constexpr const char* kPeople = "ou=people,dc=corp,dc=internal";

std::string unit(const std::string& name) {
  return "dn: ou=" + name + ",dc=corp,dc=internal\nobjectClass: organizationalUnit\nou: " + name +
         "\n\n";
}

std::string person(const std::string& uid, const std::string& extra = {}) {
  return "dn: uid=" + uid + "," + kPeople +
         "\nobjectClass: inetOrgPerson\nobjectClass: adExtra\ncn: x\nsn: x\nuid: " + uid +
         "\nuserPassword: secret\n" + extra + "\n";
}

std::string group(const std::string& name, const std::vector<std::string>& members,
                  const std::string& unit_name = "groups") {
  std::string ldif = "dn: cn=" + name + ",ou=" + unit_name +
                     ",dc=corp,dc=internal\nobjectClass: groupOfNames\ncn: " + name + "\n";
  for (const auto& member : members) ldif += "member: " + member + "\n";
  return ldif + "\n";
}

std::string cn(const std::string& name, const std::string& unit_name = "groups") {
  return "cn=" + name + ",ou=" + unit_name + ",dc=corp,dc=internal";
}

std::string uid(const std::string& name) {
  return "uid=" + name + "," + kPeople;
}

std::string directory() {
  std::string ldif = unit("people") + unit("groups") + unit("evil") + unit("posix") + unit("deep");
  for (const char* name : {"john", "lone", "cycle", "posix", "deep", "evil", "same"}) {
    ldif += person(name);
  }
  ldif +=
      "dn: cn=M\xC3\xBCller\\2C Kim (x)," + std::string(kPeople) +
      "\nobjectClass: inetOrgPerson\ncn: M\xC3\xBCller, Kim (x)\nsn: x\nuid: kim\nuserPassword: "
      "secret\n\n";
  ldif += person("adam", "memberOf: " + cn("itops-users") +
                             "\nmemberOf: CN=itops-admins,OU=evil,DC=corp,DC=internal\n");
  ldif +=
      person("prim", "primaryGroupID: 513\nobjectSid:: AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAAUQQAAA==\n");
  ldif += group("itops-operators", {uid("john")}) + group("itops-users", {cn("itops-operators")}) +
          group("staff", {cn("itops-users")});
  ldif += group("a", {uid("cycle"), cn("c")}) + group("b", {cn("a")}) + group("c", {cn("b")});
  ldif += group("kims", {"cn=M\xC3\xBCller\\2C Kim (x)," + std::string(kPeople)});
  ldif += group("itops-admins", {uid("evil")}, "evil");
  ldif += group("same", {uid("same")}) + group("same", {uid("lone"), uid("same")}, "deep") +
          group("parent", {cn("same", "deep")});
  ldif +=
      "dn: cn=posix1,ou=posix,dc=corp,dc=internal\nobjectClass: posixGroup\ncn: posix1\n"
      "gidNumber: 1\nmemberUid: posix\n\n";
  ldif +=
      "dn: cn=domain users,ou=groups,dc=corp,dc=internal\nobjectClass: groupOfNames\n"
      "objectClass: adExtra\ncn: domain users\nmember: uid=nobody\nobjectSid:: "
      "AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAAAQIAAA==\n\n";
  for (int i = 0; i < 30; ++i) {
    const auto member = i == 0 ? uid("deep") : cn("deep" + std::to_string(i - 1), "deep");
    ldif += group("deep" + std::to_string(i), {member}, "deep");
  }
  return ldif;
}

class DirectoryGroups : public DirectoryTest {
 protected:
  static void SetUpTestSuite() { slapd = std::make_unique<Slapd>(directory()); }
  static void TearDownTestSuite() { slapd.reset(); }

  DirectoryGroups() {
    declare("hosts", {"127.0.0.1"});
    declare("port", {std::to_string(slapd->port())});
    declare("tls", {"none"});
    declare("baseDn", {Slapd::kBaseDn});
    declare("groupFilter", {"(member=%s)"});
  }

  static inline std::unique_ptr<Slapd> slapd;
};

// REPO-59. Directory pitfall 15
TEST_F(DirectoryGroups, AreFoundDirectlyAndByWayOfOthers) {
  EXPECT_THAT(groupsOf("john"), ElementsAre("itops-operators", "itops-users", "staff"));
  declare("nestedGroups", {"false"});
  EXPECT_THAT(groupsOf("john"), ElementsAre("itops-operators"));
}

// Directory pitfall 15
TEST_F(DirectoryGroups, ThatContainEachOtherEndTheWalk) {
  EXPECT_THAT(groupsOf("cycle"), ElementsAre("a", "b", "c"));
}

// Directory pitfall 15
TEST_F(DirectoryGroups, AreFollowedToTheDeclaredDepth) {
  declare("nestingDepthMax", {"10"});
  EXPECT_EQ(groupsOf("deep").size(), 11U);
  declare("nestingDepthMax", {"100"});
  EXPECT_EQ(groupsOf("deep").size(), 30U);
}

// Directory pitfall 15: two groups of one name are two.
TEST_F(DirectoryGroups, OfOneNameInTwoPlacesAreBothFollowed) {
  EXPECT_THAT(groupsOf("same"), ElementsAre("parent", "same", "same"));
}

// Directory pitfall 6
TEST_F(DirectoryGroups, OfAPersonWithAnOddNameAreFound) {
  EXPECT_THAT(groupsOf("kim"), ElementsAre("kims"));
}

// Directory pitfall 22
TEST_F(DirectoryGroups, OutsideOfTheDeclaredBaseCountForNothing) {
  EXPECT_THAT(groupsOf("evil"), ElementsAre("itops-admins"));
  declare("groupBaseDn", {"ou=groups,dc=corp,dc=internal"});
  EXPECT_THAT(groupsOf("evil"), IsEmpty());
  declare("groupSource", {"memberOf"});
  EXPECT_THAT(groupsOf("adam"), Not(Contains("itops-admins")));
}

// Directory pitfall 19
TEST_F(DirectoryGroups, ThatListNamesAreFoundByName) {
  EXPECT_THAT(groupsOf("posix"), IsEmpty());
  declare("groupFilter", {"(memberUid=%s)"});
  EXPECT_THAT(groupsOf("posix"), ElementsAre("posix1"));
  declare("groupFilter", {});
  EXPECT_THAT(groupsOf("posix"), ElementsAre("posix1"));
}

// Directory pitfall 19
TEST_F(DirectoryGroups, ThatOnlyThePersonKnowsAreFound) {
  declare("groupSource", {"memberOf"});
  EXPECT_THAT(groupsOf("adam"), IsSupersetOf({"itops-users"}));
  declare("groupSource", {"auto"});
  declare("groupFilter", {});
  EXPECT_THAT(groupsOf("adam"), IsSupersetOf({"itops-users", "staff"})) << "and from there on";
}

// Directory pitfall 19: the primary group of Active Directory.
TEST_F(DirectoryGroups, ThatArePrimaryAreFoundByTheirNumber) {
  EXPECT_THAT(groupsOf("prim"), ElementsAre("domain users"));
}

// Directory pitfall 16: with the chain rule the server walks, and we don't.
TEST_F(DirectoryGroups, ByTheChainRuleAreNotWalkedAgain) {
  declare("groupFilter", {"(|(member=%s)(description:1.2.840.113556.1.4.1941:=%s))"});
  EXPECT_THAT(groupsOf("john"), ElementsAre("itops-operators"));
}

// Directory pitfall 20: the server gets its own spelling.
TEST_F(DirectoryGroups, CarryTheDirectorysSpelling) {
  const auto groups = login("kim")->groups;
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].dn, "cn=kims,ou=groups,dc=corp,dc=internal");
}

}  // namespace
}  // namespace itops::test
