// 3,000 people and 1,500 groups: nested, in cycles, with names of many scripts.

#include <chrono>

#include "database/ldap_auth/directory_test.hpp"
#include "database/ldap_auth/slapd.hpp"

namespace itops::test {
namespace {

using testing::Contains;

constexpr int kPeopleCount = 3000;
constexpr int kGroupCount = 1500;

std::string uid(int number) {
  return "user" + std::to_string(number);
}

/// Every third group's name is of another script, or one that asks for escapes.
std::string groupName(int number) {
  const char* odd[] = {"\xD0\xBE\xD1\x82\xD0\xB4\xD0\xB5\xD0\xBB ", "\xE7\xB5\x84 ", "a+b, (c)* "};
  return (number % 3 == 0 ? odd[number / 3 % 3] : std::string("group ")) + std::to_string(number);
}

std::string escapedRdn(const std::string& name) {
  std::string out;
  for (const char c : name) {
    if (c == '+' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

std::string groupDn(int number) {
  return "cn=" + escapedRdn(groupName(number)) + ",ou=groups,dc=corp,dc=internal";
}

std::string largeDirectory() {
  std::string ldif =
      "dn: ou=people,dc=corp,dc=internal\nobjectClass: organizationalUnit\nou: people\n\n"
      "dn: ou=groups,dc=corp,dc=internal\nobjectClass: organizationalUnit\nou: groups\n\n";
  for (int i = 0; i < kPeopleCount; ++i) {
    ldif += "dn: uid=" + uid(i) +
            ",ou=people,dc=corp,dc=internal\nobjectClass: inetOrgPerson\ncn: " + uid(i) +
            "\nsn: x\nuid: " + uid(i) + "\nuserPassword: secret\n\n";
  }
  // Each contains four people and the next group; the last contains the first.
  for (int i = 0; i < kGroupCount; ++i) {
    ldif += "dn: " + groupDn(i) + "\nobjectClass: groupOfNames\ncn: " + groupName(i) + "\n";
    for (int k = 0; k < 4; ++k) {
      ldif += "member: uid=" + uid((i * 2 + k) % kPeopleCount) + ",ou=people,dc=corp,dc=internal\n";
    }
    ldif += "member: " + groupDn((i + 1) % kGroupCount) + "\n\n";
  }
  return ldif;
}

class LargeDirectory : public DirectoryTest {
 protected:
  static void SetUpTestSuite() {
    slapd = std::make_unique<Slapd>(largeDirectory(),
                                    std::vector<std::string>{"limits * size.soft=500 size.hard=500 "
                                                             "size.pr=500 size.prtotal=unlimited"});
  }
  static void TearDownTestSuite() { slapd.reset(); }

  LargeDirectory() {
    declare("hosts", {"127.0.0.1"});
    declare("port", {std::to_string(slapd->port())});
    declare("tls", {"none"});
    declare("baseDn", {Slapd::kBaseDn});
    declare("groupFilter", {"(member=%s)"});
    declare("requestTimeoutSeconds", {"30"});
    declare("pageSize", {"200"});
  }

  static inline std::unique_ptr<Slapd> slapd;
};

// Directory pitfall 17: more groups than the server gives in one answer.
TEST_F(LargeDirectory, GivesMoreThanOnePageOfGroups) {
  declare("groupFilter", {"(|(member=%s)(objectClass=groupOfNames))"});
  declare("nestedGroups", {"false"});
  EXPECT_EQ(login("user7")->groups.size(), static_cast<std::size_t>(kGroupCount));
}

TEST_F(LargeDirectory, FollowsItsLongCycleToTheDepthInTime) {
  const auto begun = std::chrono::steady_clock::now();
  const auto names = groupsOf("user100");
  EXPECT_EQ(names.size(), 12U) << "two direct ones, and ten above them";
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(3));
}

TEST_F(LargeDirectory, KnowsGroupsOfEveryScript) {
  declare("nestedGroups", {"false"});
  for (int i : {0, 3, 6, 9, 12}) {
    EXPECT_THAT(groupsOf(uid(i * 2)), Contains(groupName(i))) << groupName(i);
  }
}

// Directory pitfall 16: groups that many people share are asked for once.
TEST_F(LargeDirectory, LooksManyPeopleUpInTime) {
  std::vector<std::string> ids;
  for (int i = 0; i < 100; ++i) ids.push_back(login(uid(i))->external_id);
  const auto begun = std::chrono::steady_clock::now();
  const auto people = provider.lookUp(settings, ids);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
  ASSERT_EQ(people.size(), 100U);
  for (const auto& person : people) ASSERT_TRUE(person);
}

}  // namespace
}  // namespace itops::test
