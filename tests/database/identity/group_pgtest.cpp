#include <gmock/gmock.h>

#include "database/identity/identity_replica.hpp"
#include "itops/error.hpp"

namespace itops::test {
namespace {

class GroupTest : public IdentityTest {
 protected:
  template <class Action>
  static std::string errorOf(Action action) {
    try {
      action();
    } catch (const Error& error) {
      return error.code();
    }
    return "";
  }
  identity::AccountGroup own(const std::string& name, std::vector<std::string> permissions) {
    identity::AccountGroup wanted;
    wanted.name = name;
    wanted.permissions = std::move(permissions);
    return one.groups.create(admin, wanted);
  }
};

// REPO-70, REPO-75
TEST_F(GroupTest, BuiltInOnesAreFourWithFixedIds) {
  EXPECT_EQ(value("SELECT string_agg(name || ' ' || right(uuid::text, 2), ', ' ORDER BY uuid) "
                  "FROM kernel.account_group WHERE built_in"),
            "itops-admins 01, itops-trust-admins 02, itops-operators 03, itops-users 04");
  const auto id = groupId("itops-users");
  EXPECT_EQ(errorOf([&] { one.groups.update(admin, id, "x", std::nullopt); }), "group_built_in");
  EXPECT_EQ(errorOf([&] { one.groups.remove(admin, id); }), "group_built_in");
}

TEST_F(GroupTest, GivesItsMembersItsPermissionsOnEveryReplica) {
  const auto group = own("dba", {"sla.write", "catalog.read"});
  const auto ann = account("ann");
  const auto token = one.login("ann", kPassword).access_token;
  EXPECT_FALSE(one.caller(token)->may("sla.write"));
  join(ann, "dba");
  EXPECT_TRUE(one.caller(token)->may("sla.write"));
  two.callers.refresh();
  EXPECT_TRUE(two.caller(token)->may("sla.write"));
  one.groups.update(admin, group.uuid.toString(), std::nullopt,
                    std::vector<std::string>{"catalog.read"});
  EXPECT_FALSE(one.caller(token)->may("sla.write"));
  one.groups.remove(admin, group.uuid.toString());
  EXPECT_FALSE(one.caller(token)->may("catalog.read"));
}

TEST_F(GroupTest, WithoutGroupsAnAccountMayNothing) {
  account("ann");
  EXPECT_TRUE(one.caller(one.login("ann", kPassword).access_token)->permissions.empty());
}

TEST_F(GroupTest, NobodyGrantsMoreThanTheyHave) {
  auto clerk = by("clerk", {"groups.read", "groups.write", "catalog.read"});
  identity::AccountGroup wanted;
  wanted.name = "mine";
  wanted.permissions = {"accounts.write"};
  EXPECT_EQ(errorOf([&] { one.groups.create(clerk, wanted); }), "rights_exceeded");
  const auto ann = account("ann");
  EXPECT_EQ(
      errorOf([&] { one.groups.addMember(clerk, groupId("itops-admins"), ann.uuid.toString()); }),
      "rights_exceeded");
  wanted.permissions = {"catalog.read"};
  const auto mine = one.groups.create(clerk, wanted);
  EXPECT_EQ(errorOf([&] {
              one.groups.update(clerk, mine.uuid.toString(), std::nullopt,
                                std::vector<std::string>{"sla.write"});
            }),
            "rights_exceeded");
}

TEST_F(GroupTest, RefusesUnknownPermissionsAndTakenNames) {
  EXPECT_EQ(errorOf([&] { own("x", {"no.such"}); }), "fields_invalid");
  EXPECT_EQ(errorOf([&] { own("x", {"*"}); }), "fields_invalid");
  own("dba", {});
  EXPECT_EQ(errorOf([&] { own("DBA", {}); }), "group_exists");
  EXPECT_EQ(errorOf([&] { own("itops-Admins", {}); }), "group_exists");
}

TEST_F(GroupTest, LeavesATrailOfMemberships) {
  const auto ann = account("ann");
  join(ann, "itops-users");
  join(ann, "itops-users");
  one.groups.removeMember(admin, groupId("itops-users"), ann.uuid.toString());
  EXPECT_EQ(value("SELECT string_agg(action, ' ' ORDER BY id) FROM kernel.audit_entry "
                  "WHERE object_name = 'itops-users'"),
            "group.add_member group.remove_member");
}

}  // namespace
}  // namespace itops::test
