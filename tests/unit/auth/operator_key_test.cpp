#include "auth/operator_key.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "auth/caller_authenticator.hpp"
#include "support/caller_request.hpp"
#include "time/manual_clock.hpp"

namespace itops::auth {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

constexpr const char* kOperatorKey = "operator-key-0123456789";

std::shared_ptr<const Principal> authenticate(const test::CallerRequest::Texts& headers) {
  static const AccessTokens kTokens(Secret(std::string(32, 'k')));
  static const ManualClock kClock{Timestamp{}};
  static const CallerAuthenticator kAuthenticator(OperatorKey(Secret(kOperatorKey), {"push.write"}),
                                                  kTokens, kClock);
  test::CallerRequest request;
  request.headers = headers;
  return kAuthenticator.authenticate(request);
}

bool knows(const test::CallerRequest::Texts& headers) {
  return authenticate(headers) != nullptr;
}

TEST(OperatorKey, IsTakenFromEitherHeader) {
  EXPECT_TRUE(knows({{"X-API-Key", kOperatorKey}}));
  EXPECT_TRUE(knows({{"Authorization", std::string("Bearer ") + kOperatorKey}}));
}

TEST(OperatorKey, IsTakenWithTheSchemeInAnyCase) {
  for (const char* scheme : {"bearer ", "BEARER ", "bEaReR ", "Bearer    "}) {
    EXPECT_TRUE(knows({{"Authorization", scheme + std::string(kOperatorKey)}})) << scheme;
  }
}

TEST(OperatorKey, NamesThePrincipalWithItsPermissions) {
  const auto principal = authenticate({{"X-API-Key", kOperatorKey}});
  ASSERT_NE(principal, nullptr);
  EXPECT_EQ(principal->name, "operator-key");
  EXPECT_TRUE(principal->may("push.write"));
  EXPECT_FALSE(principal->may("catalog.read"));
}

TEST(OperatorKey, IsNotFoundInOtherForms) {
  EXPECT_FALSE(knows({}));
  EXPECT_FALSE(knows({{"Authorization", kOperatorKey}})) << "no scheme";
  EXPECT_FALSE(knows({{"Authorization", std::string("Bearer") + kOperatorKey}})) << "no space";
  EXPECT_FALSE(knows({{"Authorization", std::string("Basic ") + kOperatorKey}}));
  EXPECT_FALSE(knows({{"Authorization", "Bearer "}}));
  EXPECT_FALSE(knows({{"Authorization", "Bearer    "}}));
  EXPECT_FALSE(knows({{"Authorization", ""}}));
  EXPECT_FALSE(knows({{"X-API-Key", ""}}));
}

TEST(OperatorKey, MustMatchToTheLastByte) {
  const std::string key = kOperatorKey;
  for (const std::string& wrong :
       {key.substr(1), key.substr(0, key.size() - 1), key + "0", " " + key, key + " ",
        std::string("OPERATOR-KEY-0123456789"), key + std::string(1, '\0')}) {
    EXPECT_FALSE(knows({{"X-API-Key", wrong}})) << wrong;
  }
}

TEST(OperatorKey, OfAWrongApiKeyHeaderIsNotSavedByTheOther) {
  EXPECT_FALSE(
      knows({{"X-API-Key", "wrong"}, {"Authorization", std::string("Bearer ") + kOperatorKey}}));
}

TEST(OperatorKey, ThatIsEmptyOpensNothing) {
  EXPECT_EQ(OperatorKey(Secret(), {"*"}).match(""), nullptr);
}

TEST(OperatorPermissions, AreEverythingInDevelopment) {
  EXPECT_THAT(operatorPermissions(false, {"sla.read"}), ElementsAre("*"));
}

TEST(OperatorPermissions, AreToPushAndToReadInProduction) {
  EXPECT_THAT(
      operatorPermissions(true, {"sla.read", "sla.write", "backup.read", "spread"}),
      ElementsAre("push.write", "catalog.read", "plugins.read", "templates.read", "templates.write",
                  "license.read", "license.activate", "sla.read", "backup.read"));
}

TEST(OperatorPermissions, OfProductionIncludeToAggregateWhereThereIsSomethingToAggregate) {
  EXPECT_THAT(operatorPermissions(true, {"sla.aggregate", "sla.correct"}),
              AllOf(Contains("sla.aggregate"), Not(Contains("sla.correct"))));
  EXPECT_THAT(operatorPermissions(true, {}), Not(Contains("sla.aggregate")));
}

TEST(OperatorPermissions, OfProductionIncludeExclusionWindowsButNoCorrections) {
  EXPECT_THAT(operatorPermissions(true, {"sla.exclusions.write", "sla.corrections.write"}),
              AllOf(Contains("sla.exclusions.write"), Not(Contains("sla.corrections.write"))));
}

TEST(OperatorPermissions, OfProductionIncludeToSayWhichBackupsAreExpected) {
  EXPECT_THAT(operatorPermissions(true, {"backup.read", "backup.write"}), Contains("backup.write"));
}

TEST(OperatorPermissions, OfProductionIncludeReportsOfSyncStatus) {
  EXPECT_THAT(operatorPermissions(true, {"gitops_status.read", "gitops_status.write"}),
              AllOf(Contains("gitops_status.read"), Contains("gitops_status.write")));
}

TEST(OperatorPermissions, OfProductionDoNotChangeOrDelete) {
  const Principal principal{"operator-key", operatorPermissions(true, {})};
  EXPECT_TRUE(principal.may("push.write"));
  EXPECT_FALSE(principal.may("catalog.delete"));
  EXPECT_FALSE(principal.may("*"));
  for (const char* permission : {"accounts.write", "api_keys.write", "audit.read", "groups.write",
                                 "plugins.switch", "sla.corrections.write"}) {
    EXPECT_FALSE(principal.may(permission)) << permission;
  }
}

}  // namespace
}  // namespace itops::auth
