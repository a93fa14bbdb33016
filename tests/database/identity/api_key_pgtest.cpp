#include <gmock/gmock.h>

#include "database/identity/identity_replica.hpp"
#include "identity/api_key_repository.hpp"
#include "itops/error.hpp"

namespace itops::test {
namespace {

using testing::StartsWith;

class ApiKeyTest : public IdentityTest {
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
  identity::ApiKey wanted(const std::string& name, std::vector<std::string> scopes) {
    identity::ApiKey key;
    key.name = name;
    key.scopes = std::move(scopes);
    return key;
  }
};

TEST_F(ApiKeyTest, OpensWhatItsScopesSayOnEveryReplica) {
  const auto made = one.keys.create(admin, wanted("ci", {"push.write"}));
  EXPECT_THAT(made.text, StartsWith("itops_"));
  two.callers.refresh();
  for (auto* replica : {&one, &two}) {
    const auto caller = replica->caller(made.text);
    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->name, "key/ci");
    EXPECT_EQ(caller->kind, PrincipalKind::kKey);
    EXPECT_TRUE(caller->may("push.write"));
    EXPECT_FALSE(caller->may("catalog.read"));
  }
}

TEST_F(ApiKeyTest, IsStoredAsAHash) {
  const auto made = one.keys.create(admin, wanted("ci", {"push.write"}));
  const auto secret = made.text.substr(20);
  EXPECT_EQ(value("SELECT count(*) FROM kernel.api_key k WHERE k::text LIKE '%" + secret + "%'"),
            "0");
  EXPECT_EQ(
      value("SELECT count(*) FROM kernel.audit_entry e WHERE e::text LIKE '%" + secret + "%'"),
      "0");
}

TEST_F(ApiKeyTest, EndsWhenItIsRevoked) {
  const auto made = one.keys.create(admin, wanted("ci", {"push.write"}));
  two.callers.refresh();
  one.keys.revoke(admin, made.key.uuid.toString());
  EXPECT_FALSE(one.caller(made.text));
  two.callers.refresh();
  EXPECT_FALSE(two.caller(made.text));
  EXPECT_EQ(two.ended, std::vector<std::string>{"key/ci"});
  EXPECT_EQ(errorOf([&] { one.keys.create(admin, wanted("ci", {"push.write"})); }), "")
      << "the name is free again";
}

TEST_F(ApiKeyTest, EndsAtItsTime) {
  auto key = wanted("ci", {"push.write"});
  key.expires_at = clock.now() + std::chrono::hours(1);
  const auto made = one.keys.create(admin, key);
  EXPECT_TRUE(one.caller(made.text));
  clock.advance(std::chrono::hours(1));
  EXPECT_FALSE(one.caller(made.text));
}

TEST_F(ApiKeyTest, RemembersItsLastUse) {
  const auto made = one.keys.create(admin, wanted("ci", {"push.write"}));
  one.caller(made.text);
  one.callers.noteKeyUses();
  EXPECT_EQ(value("SELECT last_used_at FROM kernel.api_key"), "2026-03-01 12:00:00+00");
  identity::noteApiKeyUses(one.pool,
                           {{made.key.uuid.toString(), clock.now() - std::chrono::hours(1)}});
  EXPECT_EQ(value("SELECT last_used_at FROM kernel.api_key"), "2026-03-01 12:00:00+00")
      << "a replica that is late changes nothing";
}

TEST_F(ApiKeyTest, RefusesWhatItCouldNotKeep) {
  EXPECT_EQ(errorOf([&] { one.keys.create(admin, wanted("ci", {})); }), "fields_invalid");
  EXPECT_EQ(errorOf([&] { one.keys.create(admin, wanted("ci", {"*"})); }), "fields_invalid");
  auto narrow = wanted("ci", {"push.write", "catalog.read"});
  narrow.node_prefix = "org/infra";
  EXPECT_EQ(errorOf([&] { one.keys.create(admin, narrow); }), "fields_invalid");
  auto past = wanted("ci", {"push.write"});
  past.expires_at = clock.now();
  EXPECT_EQ(errorOf([&] { one.keys.create(admin, past); }), "fields_invalid");
  auto clerk = by("clerk", {"api_keys.write", "push.write"});
  EXPECT_EQ(errorOf([&] { one.keys.create(clerk, wanted("ci", {"audit.read"})); }),
            "rights_exceeded");
}

TEST_F(ApiKeyTest, WithANodePrefixCoversThatNodeAlone) {
  auto narrow = wanted("ci", {"push.write"});
  narrow.node_prefix = "org/infra";
  const auto caller = one.caller(one.keys.create(admin, narrow).text);
  EXPECT_TRUE(caller->covers("org/infra/prod/c1/db"));
  EXPECT_FALSE(caller->covers("org/other/prod/c1/db"));
}

TEST_F(ApiKeyTest, IsToldOfWhenItExpires) {
  identity::ApiKey wanted;
  wanted.name = "short";
  wanted.scopes = {"sla.read"};
  wanted.expires_at = clock.now() + std::chrono::minutes(1);
  one.keys.create(admin, wanted);
  one.callers.tellExpired();
  one.ended.clear();
  clock.advance(std::chrono::minutes(1));
  one.callers.tellExpired();
  EXPECT_THAT(one.ended, testing::ElementsAre("key/short"));
}

TEST_F(ApiKeyTest, ThatEndsMakesNoneThatLivesOn) {
  identity::ApiKey wanted;
  wanted.name = "parent";
  wanted.scopes = {"api_keys.write"};
  wanted.expires_at = clock.now() + std::chrono::hours(1);
  auto parent = by("key/parent", {"api_keys.write"});
  parent.caller.kind = PrincipalKind::kKey;
  parent.caller.id = one.keys.create(admin, wanted).key.uuid.toString();
  wanted.name = "child";
  wanted.expires_at.reset();
  EXPECT_THROW(one.keys.create(parent, wanted), Error);
  wanted.expires_at = clock.now() + std::chrono::hours(2);
  EXPECT_THROW(one.keys.create(parent, wanted), Error);
  wanted.expires_at = clock.now() + std::chrono::hours(1);
  EXPECT_NO_THROW(one.keys.create(parent, wanted));
}

// What is committed stands, and its text would be lost with an error.
TEST_F(ApiKeyTest, IsShownAlthoughNobodyCouldBeTold) {
  identity::ApiKey wanted;
  wanted.name = "first";
  wanted.scopes = {"sla.read"};
  const auto first = one.keys.create(admin, wanted);
  one.deaf = true;
  EXPECT_NO_THROW(one.keys.revoke(admin, first.key.uuid.toString()));
  EXPECT_FALSE(one.caller(first.text));
}

}  // namespace
}  // namespace itops::test
