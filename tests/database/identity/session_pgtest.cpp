#include <gmock/gmock.h>

#include "database/identity/identity_replica.hpp"
#include "identity/session_repository.hpp"
#include "itops/error.hpp"

namespace itops::test {
namespace {

using testing::Contains;
using testing::ElementsAre;

class SessionTest : public IdentityTest {
 protected:
  std::string refreshError(IdentityReplica& replica, const std::string& token) {
    try {
      replica.logins.refresh(token);
    } catch (const Error& error) {
      return error.code();
    }
    return "";
  }

  identity::LoginGrant grant = one.login("admin", kPassword);
};

TEST_F(SessionTest, IsRefreshedWithANewTokenEachTimeOnAnyReplica) {
  const auto second = two.logins.refresh(grant.refresh_token);
  EXPECT_NE(second.refresh_token, grant.refresh_token);
  EXPECT_TRUE(two.caller(second.access_token));
  EXPECT_EQ(refreshError(one, second.refresh_token), "");
}

TEST_F(SessionTest, EndsWhenARefreshTokenIsUsedTwice) {
  const auto second = one.logins.refresh(grant.refresh_token);
  EXPECT_TRUE(one.caller(second.access_token));
  EXPECT_EQ(refreshError(one, grant.refresh_token), "refresh_failed");
  EXPECT_EQ(refreshError(one, second.refresh_token), "refresh_failed") << "the whole family";
  EXPECT_FALSE(one.caller(second.access_token));
  EXPECT_FALSE(one.caller(grant.access_token));
}

TEST_F(SessionTest, KeepsRefreshTokensAsHashesOnly) {
  EXPECT_EQ(
      value("SELECT count(*) FROM kernel.refresh_token WHERE encode(digest, 'escape') LIKE '%" +
            grant.refresh_token + "%'"),
      "0");
  EXPECT_EQ(value("SELECT max(length(digest)) FROM kernel.refresh_token"), "32");
}

TEST_F(SessionTest, EndsWithItsLifetime) {
  clock.advance(std::chrono::hours(7 * 24));
  EXPECT_EQ(refreshError(one, grant.refresh_token), "refresh_failed");
}

TEST_F(SessionTest, EndsWithLogoutByEitherToken) {
  one.logins.logoutByRefreshToken(grant.refresh_token);
  EXPECT_FALSE(one.caller(grant.access_token));
  EXPECT_EQ(refreshError(one, grant.refresh_token), "refresh_failed");
  const auto other = one.login("admin", kPassword);
  one.logins.logoutByAccessToken(other.access_token);
  EXPECT_FALSE(one.caller(other.access_token));
  EXPECT_EQ(refreshError(one, other.refresh_token), "refresh_failed");
}

TEST_F(SessionTest, OfOthersLivesOnWhenOneEnds) {
  const auto other = one.login("admin", kPassword);
  one.logins.logoutByRefreshToken(grant.refresh_token);
  EXPECT_TRUE(one.caller(other.access_token));
}

TEST_F(SessionTest, IsNewWithEachLogin) {
  const auto other = one.login("admin", kPassword);
  EXPECT_EQ(value("SELECT count(DISTINCT uuid) FROM kernel.session"), "2");
  EXPECT_NE(other.refresh_token, grant.refresh_token);
}

// Directory pitfall 27: also of those who never log in again.
TEST_F(SessionTest, OfAnAccountAllEndOnEveryReplica) {
  const auto other = two.login("admin", kPassword);
  two.callers.refresh();
  ASSERT_TRUE(two.caller(grant.access_token));
  EXPECT_EQ(one.accounts.revokeSessions(admin, grant.account.uuid.toString()), 2);
  EXPECT_FALSE(one.caller(grant.access_token));
  two.callers.refresh();
  EXPECT_FALSE(two.caller(grant.access_token));
  EXPECT_FALSE(two.caller(other.access_token));
  EXPECT_THAT(two.ended, Contains("admin")) << "live streams are told";
  EXPECT_TRUE(two.caller(two.login("admin", kPassword).access_token));
}

TEST_F(SessionTest, EndsWithANewPasswordAndWithTheAccount) {
  const auto ann = account("ann");
  const auto first = one.login("ann", kPassword);
  identity::AccountPatch patch;
  patch.password = Secret("Another Horse 2");
  one.accounts.update(admin, ann.uuid.toString(), patch);
  EXPECT_FALSE(one.caller(first.access_token));
  const auto second = one.login("ann", "Another Horse 2");
  patch = {};
  patch.disabled = true;
  one.accounts.update(admin, ann.uuid.toString(), patch);
  EXPECT_FALSE(one.caller(second.access_token));
  EXPECT_EQ(refreshError(one, second.refresh_token), "refresh_failed");
}

TEST_F(SessionTest, TellsEveryReplicaThroughTheDatabase) {
  const auto version = value("SELECT version FROM kernel.identity_version");
  one.login("admin", kPassword);
  EXPECT_EQ(value("SELECT version FROM kernel.identity_version"), version)
      << "a login alone changes nobody's rights";
  one.accounts.revokeSessions(admin, grant.account.uuid.toString());
  EXPECT_NE(value("SELECT version FROM kernel.identity_version"), version);
}

// The lifetime may have been a day when a token was signed, whatever it is by now.
TEST_F(SessionTest, StaysEndedForAsLongAsAnyTokenMayCount) {
  IdentityReplica before(options, clock, {.token_lifetime = std::chrono::hours(24)});
  const auto old = before.login("admin", kPassword);
  one.logins.logoutByRefreshToken(old.refresh_token);
  clock.advance(std::chrono::hours(23));
  account("ann");  // has callers read anew
  EXPECT_FALSE(one.caller(old.access_token));
}

TEST_F(SessionTest, IsToldOfUntilThatSucceeds) {
  one.deaf = true;
  one.logins.logoutByRefreshToken(grant.refresh_token);
  EXPECT_FALSE(one.caller(grant.access_token)) << "at once all the same";
  EXPECT_THROW(one.callers.refresh(), Error);
  one.deaf = false;
  one.callers.refresh();
  EXPECT_THAT(one.ended, Contains("admin"));
}

TEST_F(SessionTest, IsToldOfWhenItsTimeIsOver) {
  one.callers.tellExpired();
  clock.advance(std::chrono::hours(7 * 24) - std::chrono::seconds(1));
  one.callers.tellExpired();
  one.ended.clear();
  clock.advance(std::chrono::seconds(2));
  one.callers.tellExpired();
  EXPECT_THAT(one.ended, ElementsAre("admin"));
  one.callers.tellExpired();
  EXPECT_THAT(one.ended, ElementsAre("admin")) << "once";
}

TEST_F(SessionTest, IsDeletedOnceItIsLongOver) {
  one.logins.logoutByRefreshToken(grant.refresh_token);
  EXPECT_EQ(identity::deleteSessions(one.pool, clock.now()), 0);
  EXPECT_EQ(identity::deleteSessions(one.pool, clock.now() + std::chrono::seconds(1)), 1);
  EXPECT_EQ(value("SELECT count(*) FROM kernel.refresh_token"), "0");
}

}  // namespace
}  // namespace itops::test
