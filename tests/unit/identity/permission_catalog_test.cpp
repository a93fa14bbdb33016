#include "identity/permission_catalog.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace itops::identity {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

class PermissionCatalogTest : public testing::Test {
 protected:
  bool holds(std::string_view group, const std::string& permission) const {
    const auto held = catalog_.ofBuiltIn(group);
    return std::find(held.begin(), held.end(), permission) != held.end();
  }

  PermissionCatalog catalog_{{"sla.read", "sla.incidents.write", "sla.corrections.write",
                              "sla.definitions.write", "ticketing.delete", "pki.rotate"}};
};

// REPO-70, REPO-71
TEST_F(PermissionCatalogTest, GivesAdminsEverythingAndStrangersNothing) {
  EXPECT_THAT(catalog_.ofBuiltIn("itops-admins"), ElementsAre("*"));
  EXPECT_THAT(catalog_.ofBuiltIn("admins"), IsEmpty());
  EXPECT_THAT(catalog_.ofBuiltIn("ITOPS-ADMINS"), IsEmpty());
}

// REPO-74
TEST_F(PermissionCatalogTest, LetsUsersReadAndNothingElse) {
  for (const auto& permission : catalog_.ofBuiltIn("itops-users")) {
    EXPECT_TRUE(permission.ends_with(".read")) << permission;
  }
  EXPECT_TRUE(holds("itops-users", "catalog.read"));
  EXPECT_TRUE(holds("itops-users", "sla.read"));
  for (const char* guarded : {"audit.read", "accounts.read", "api_keys.read", "events.read"}) {
    EXPECT_FALSE(holds("itops-users", guarded)) << guarded;
  }
}

// REPO-73
TEST_F(PermissionCatalogTest, LetsOperatorsDoDailyWorkButNotAdminister) {
  for (const char* daily : {"catalog.read", "catalog.write", "push.write", "jobs.run",
                            "sla.incidents.write", "pki.rotate"}) {
    EXPECT_TRUE(holds("itops-operators", daily)) << daily;
  }
  for (const char* administrative :
       {"accounts.write", "groups.write", "api_keys.write", "audit.read", "catalog.delete",
        "plugins.switch", "sla.corrections.write", "sla.definitions.write", "ticketing.delete",
        "templates.write", "license.activate"}) {
    EXPECT_FALSE(holds("itops-operators", administrative)) << administrative;
  }
}

// REPO-72
TEST_F(PermissionCatalogTest, LetsTrustAdminsHandleTrustAndKeysOnly) {
  for (const char* trust : {"trust.write", "api_keys.write", "audit.read", "license.activate"}) {
    EXPECT_TRUE(holds("itops-trust-admins", trust)) << trust;
  }
  for (const char* other : {"accounts.write", "groups.write", "catalog.write", "push.write"}) {
    EXPECT_FALSE(holds("itops-trust-admins", other)) << other;
  }
}

TEST_F(PermissionCatalogTest, KnowsThoseOfPluginsAndOfTheKernel) {
  EXPECT_TRUE(catalog_.knows("pki.rotate"));
  EXPECT_TRUE(catalog_.knows("accounts.write"));
  EXPECT_FALSE(catalog_.knows("*"));
  EXPECT_FALSE(catalog_.knows("accounts"));
}

TEST(Covers, IsTrueOnlyForWhatOneHasOneself) {
  EXPECT_TRUE(covers({"*"}, {"a.b", "*"}));
  EXPECT_TRUE(covers({"a.b", "c.d"}, {"c.d"}));
  EXPECT_TRUE(covers({}, {}));
  EXPECT_FALSE(covers({"a.b"}, {"a.b", "c.d"}));
  EXPECT_FALSE(covers({"a.b"}, {"*"}));
}

}  // namespace
}  // namespace itops::identity
