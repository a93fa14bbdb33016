#include "auth/operator_key_authenticator.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace itops::auth {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

constexpr const char* kKey = "operator-key-0123456789";

/// A request with these headers, named as the authenticator asks for them.
class HeaderRequest final : public Request {
 public:
  using Headers = std::map<std::string, std::string, std::less<>>;

  explicit HeaderRequest(Headers headers) : headers_(std::move(headers)) {}

  Method method() const override { return Method::kGet; }
  std::string_view path() const override { return "/"; }
  std::string_view parameter(std::string_view) const override { return {}; }
  std::optional<std::string> query(std::string_view) const override { return std::nullopt; }
  std::optional<std::string_view> header(std::string_view name) const override {
    const auto found = headers_.find(name);
    return found == headers_.end() ? std::nullopt : std::optional<std::string_view>(found->second);
  }
  std::string_view body() const override { return {}; }
  std::string_view requestId() const override { return {}; }
  const Principal& principal() const override { return principal_; }
  Timestamp receivedAt() const override { return {}; }
  std::string_view clientAddress() const override { return "192.0.2.1"; }

 private:
  Headers headers_;
  Principal principal_;
};

const Principal* authenticate(const HeaderRequest::Headers& headers) {
  static const OperatorKeyAuthenticator kAuthenticator(Secret(kKey), {"push.write"});
  return kAuthenticator.authenticate(HeaderRequest(headers));
}

bool knows(const HeaderRequest::Headers& headers) {
  return authenticate(headers) != nullptr;
}

TEST(OperatorKey, IsTakenFromEitherHeader) {
  EXPECT_TRUE(knows({{"X-API-Key", kKey}}));
  EXPECT_TRUE(knows({{"Authorization", std::string("Bearer ") + kKey}}));
}

TEST(OperatorKey, IsTakenWithTheSchemeInAnyCase) {
  for (const char* scheme : {"bearer ", "BEARER ", "bEaReR ", "Bearer    "}) {
    EXPECT_TRUE(knows({{"Authorization", scheme + std::string(kKey)}})) << scheme;
  }
}

TEST(OperatorKey, NamesThePrincipalWithItsPermissions) {
  const Principal* principal = authenticate({{"X-API-Key", kKey}});
  ASSERT_NE(principal, nullptr);
  EXPECT_EQ(principal->name, "operator-key");
  EXPECT_TRUE(principal->may("push.write"));
  EXPECT_FALSE(principal->may("catalog.read"));
}

TEST(OperatorKey, IsNotFoundInOtherForms) {
  EXPECT_FALSE(knows({}));
  EXPECT_FALSE(knows({{"Authorization", kKey}})) << "no scheme";
  EXPECT_FALSE(knows({{"Authorization", std::string("Bearer") + kKey}})) << "no space";
  EXPECT_FALSE(knows({{"Authorization", std::string("Basic ") + kKey}}));
  EXPECT_FALSE(knows({{"Authorization", "Bearer "}}));
  EXPECT_FALSE(knows({{"Authorization", "Bearer    "}}));
  EXPECT_FALSE(knows({{"Authorization", ""}}));
  EXPECT_FALSE(knows({{"X-API-Key", ""}}));
}

TEST(OperatorKey, MustMatchToTheLastByte) {
  const std::string key = kKey;
  for (const std::string& wrong :
       {key.substr(1), key.substr(0, key.size() - 1), key + "0", " " + key, key + " ",
        std::string("OPERATOR-KEY-0123456789"), key + std::string(1, '\0')}) {
    EXPECT_FALSE(knows({{"X-API-Key", wrong}})) << wrong;
  }
}

TEST(OperatorKey, OfAWrongApiKeyHeaderIsNotSavedByTheOther) {
  EXPECT_FALSE(knows({{"X-API-Key", "wrong"}, {"Authorization", std::string("Bearer ") + kKey}}));
}

TEST(OperatorKey, ThatIsEmptyOpensNothing) {
  const OperatorKeyAuthenticator authenticator(Secret(), {"*"});
  EXPECT_EQ(authenticator.authenticate(HeaderRequest(HeaderRequest::Headers{{"X-API-Key", ""}})),
            nullptr);
  EXPECT_EQ(authenticator.authenticate(HeaderRequest({})), nullptr);
}

TEST(OperatorPermissions, AreEverythingInDevelopment) {
  EXPECT_THAT(operatorPermissions(false, {"sla.read"}), ElementsAre("*"));
}

TEST(OperatorPermissions, AreToPushAndToReadInProduction) {
  EXPECT_THAT(operatorPermissions(true, {"sla.read", "sla.write", "backup.read", "spread"}),
              ElementsAre("push.write", "catalog.read", "plugins.read", "templates.read",
                          "templates.write", "sla.read", "backup.read"));
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
}

}  // namespace
}  // namespace itops::auth
