#include "identity/group_matching.hpp"

#include <gtest/gtest.h>

namespace itops::identity {
namespace {

using Ids = std::set<std::int64_t>;

Uuid uuid(int number) {
  Uuid id;
  id.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}

const std::vector<AccountGroup> kGroups{{1, uuid(1), "itops-admins", "", true},
                                        {2, uuid(2), "itops-users", "", true},
                                        {3, uuid(3), "dba"},
                                        {4, uuid(4), "itops-night-shift"}};

DirectoryGroup group(const std::string& name, const std::string& unit = "groups") {
  return {"cn=" + name + ",ou=" + unit + ",dc=corp", name};
}

// REPO-62, REPO-63, REPO-76
TEST(GroupMatching, ByCommonNameTakesGroupsOfThatNameAlone) {
  const auto match =
      matchGroups(kGroups, {}, {group("itops-admins"), group("admins"), group("dba")});
  EXPECT_EQ(match.wanted, (Ids{1}));
}

// REPO-78
TEST(GroupMatching, ByCommonNameManagesOnlyGroupsOfTheProductsPrefix) {
  EXPECT_EQ(matchGroups(kGroups, {}, {}).managed, (Ids{1, 2, 4}));
}

// Directory pitfall 22
TEST(GroupMatching, NeverTakesAPartOfAName) {
  for (const char* name :
       {"itops-admins-test", "xitops-admins", "itops-admin", "itops-admins ,x"}) {
    EXPECT_EQ(matchGroups(kGroups, {}, {group(name)}).wanted, Ids{}) << name;
  }
  EXPECT_EQ(matchGroups(kGroups, {}, {group("ITOPS-Admins")}).wanted, (Ids{1}));
}

// REPO-61. Directory pitfall 25: all of them in one login.
TEST(GroupMatching, ByMappingsTakesEveryMappedGroupAndNoOther) {
  const std::vector<StoredMapping> mappings{{"cn=DB Team,ou=groups,dc=corp", uuid(3).toString()},
                                            {"cn=ops,ou=groups,dc=corp", uuid(2).toString()},
                                            {"seniors", uuid(2).toString()}};
  const auto match = matchGroups(kGroups, mappings,
                                 {{"CN=db team, OU=groups, DC=corp", "db team"},
                                  group("seniors", "anywhere"),
                                  group("itops-admins")});
  EXPECT_EQ(match.wanted, (Ids{2, 3}));
  EXPECT_EQ(match.managed, (Ids{2, 3}));
}

TEST(GroupMatching, ByAWholeNameDoesNotTakeTheSameCommonNameElsewhere) {
  const std::vector<StoredMapping> mappings{{"cn=ops,ou=groups,dc=corp", uuid(1).toString()}};
  EXPECT_EQ(matchGroups(kGroups, mappings, {group("ops", "evil")}).wanted, Ids{});
  EXPECT_EQ(matchGroups(kGroups, mappings, {group("ops")}).wanted, (Ids{1}));
}

}  // namespace
}  // namespace itops::identity
