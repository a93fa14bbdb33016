#include "auth/caller_authenticator.hpp"

#include <gtest/gtest.h>

#include "auth/random_token.hpp"
#include "support/caller_request.hpp"
#include "time/manual_clock.hpp"

namespace itops::auth {
namespace {

constexpr const char* kAccount = "0195523a-0000-7000-8000-000000000001";
constexpr const char* kSession = "0195523a-0000-7000-8000-000000000002";
const Timestamp kNoon = *parseTimestamp("2026-03-01T12:00:00Z");

class CallerAuthenticatorTest : public testing::Test {
 protected:
  CallerAuthenticatorTest() { use({}); }

  /// A snapshot with one person and one key.
  void use(std::optional<Timestamp> key_expires_at, bool session_ended = false,
           bool person_known = true) {
    auto snapshot = std::make_shared<IdentitySnapshot>();
    if (person_known) {
      snapshot->people[kAccount] = std::make_shared<Principal>(
          Principal{"ann", {"catalog.read"}, PrincipalKind::kPerson, kAccount});
    }
    if (session_ended) snapshot->ended_sessions[kSession] = kAccount;
    snapshot->keys[tokenDigest("itops_key")] = {
        std::make_shared<Principal>(
            Principal{"key/ci", {"push.write"}, PrincipalKind::kKey, "k1", "org"}),
        key_expires_at};
    callers_.replace(snapshot);
  }

  std::string token() {
    return tokens_.issue({kAccount, kSession, kNoon + std::chrono::hours(1)}, kNoon);
  }
  std::shared_ptr<const Principal> bearer(const std::string& text) {
    test::CallerRequest request;
    request.headers = {{"Authorization", "Bearer " + text}};
    return callers_.authenticate(request);
  }
  std::shared_ptr<const Principal> key(const std::string& text) {
    test::CallerRequest request;
    request.headers = {{"X-API-Key", text}};
    return callers_.authenticate(request);
  }

  ManualClock clock_{kNoon};
  AccessTokens tokens_{Secret(std::string(32, 'k'))};
  CallerAuthenticator callers_{OperatorKey(Secret("operator"), {"*"}), tokens_, clock_};
};

TEST_F(CallerAuthenticatorTest, KnowsAPersonByItsTokenAgainAndAgain) {
  const auto text = token();
  for (int i = 0; i < 3; ++i) {
    const auto principal = bearer(text);
    ASSERT_TRUE(principal);
    EXPECT_EQ(principal->name, "ann");
    EXPECT_EQ(principal->id, kAccount);
  }
}

TEST_F(CallerAuthenticatorTest, ForgetsATokenThatItHasSeenOnceItExpires) {
  const auto text = token();
  ASSERT_TRUE(bearer(text));
  clock_.advance(std::chrono::hours(1));
  EXPECT_FALSE(bearer(text));
  EXPECT_FALSE(bearer(text));
}

TEST_F(CallerAuthenticatorTest, RefusesAKnownTokenWithTheNextSnapshotAfterItsEnd) {
  const auto text = token();
  ASSERT_TRUE(bearer(text));
  use({}, true);
  EXPECT_FALSE(bearer(text)) << "the session has ended";
  use({}, false, false);
  EXPECT_FALSE(bearer(text)) << "the account is disabled";
  use({});
  EXPECT_TRUE(bearer(text));
}

TEST_F(CallerAuthenticatorTest, TakesATokenOnlyAsABearer) {
  EXPECT_FALSE(key(token()));
}

TEST_F(CallerAuthenticatorTest, KnowsANamedKeyUntilItExpires) {
  ASSERT_TRUE(key("itops_key"));
  EXPECT_EQ(key("itops_key")->name, "key/ci");
  EXPECT_TRUE(bearer("itops_key"));
  EXPECT_FALSE(key("itops_kez"));
  use(kNoon + std::chrono::seconds(1));
  EXPECT_TRUE(key("itops_key"));
  use(kNoon);
  EXPECT_FALSE(key("itops_key"));
}

TEST_F(CallerAuthenticatorTest, TellsOnceWhenKeysWereUsed) {
  EXPECT_TRUE(callers_.takeLastUses().empty());
  key("itops_key");
  EXPECT_EQ(callers_.takeLastUses(), (std::map<std::string, Timestamp>{{"k1", kNoon}}));
  EXPECT_TRUE(callers_.takeLastUses().empty());
}

TEST_F(CallerAuthenticatorTest, KeepsACallersRightsWhileItsRequestIsUnderWay) {
  const auto principal = key("itops_key");
  callers_.replace(std::make_shared<IdentitySnapshot>());
  EXPECT_TRUE(principal->may("push.write"));
}

TEST(NodePrefix, CoversTheNodeAndWhatIsBelowIt) {
  const Principal key{"key/ci", {}, PrincipalKind::kKey, "", "org/infra"};
  EXPECT_TRUE(key.covers("org/infra"));
  EXPECT_TRUE(key.covers("org/infra/prod/c1/db"));
  EXPECT_FALSE(key.covers("org/infrastructure/prod/c1/db"));
  EXPECT_FALSE(key.covers("org"));
  EXPECT_FALSE(key.covers("org/other/infra"));
  EXPECT_TRUE(Principal{}.covers("anything"));
}

}  // namespace
}  // namespace itops::auth
