#include <gmock/gmock.h>

#include "database/identity/identity_replica.hpp"
#include "identity/account_handlers.hpp"
#include "itops/error.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AccountTest : public IdentityTest {
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
  std::string adminId() { return value("SELECT uuid FROM kernel.account WHERE name = 'admin'"); }
  std::vector<std::string> names(identity::AccountFilter filter) {
    std::vector<std::string> found;
    for (;;) {
      const auto page = one.accounts.list(filter);
      for (const auto& account : page.items) found.push_back(account.name);
      if (!page.next_cursor) return found;
      filter.cursor = decodeCursor(identity::kAccountList, *page.next_cursor);
    }
  }
};

TEST_F(AccountTest, IsMadeOncePerNameInAnySpelling) {
  account("Ann");
  EXPECT_EQ(errorOf([&] { account("ANN"); }), "account_exists");
  EXPECT_EQ(errorOf([&] { account("a/b"); }), "fields_invalid");
  EXPECT_EQ(errorOf([&] { account("bob", "short"); }), "fields_invalid");
}

TEST_F(AccountTest, HasNoNameOrAddressThatIsSomebodyElses) {
  EXPECT_EQ(errorOf([&] { account("Operator-KEY"); }), "fields_invalid");
  identity::AccountPatch patch;
  patch.email = "jane";  // would take over the login of a directory's jane
  const auto ann = account("ann").uuid.toString();
  EXPECT_EQ(errorOf([&] { one.accounts.update(admin, ann, patch); }), "fields_invalid");
}

// REPO-47
TEST_F(AccountTest, FollowsTheDeclaredPolicy) {
  config::AuthDeclaration declaration;
  declaration.source = "auth.yaml";
  declaration.local = config::DeclaredLocal{true, true, 20, false, false};
  one.reconciler.run(declaration, "one");
  EXPECT_EQ(errorOf([&] { account("ann", "Abcdefghijk1"); }), "fields_invalid");
  EXPECT_EQ(errorOf([&] { account("ann", "abcdefghijklmnopqrst"); }), "");
}

TEST_F(AccountTest, IsListedInPagesAndFound) {
  for (const char* name : {"cleo", "ann", "Bob"}) account(name);
  identity::AccountFilter filter;
  filter.limit = 1;
  EXPECT_THAT(names(filter), ElementsAre("admin", "ann", "Bob", "cleo"));
  filter.text = "B";
  EXPECT_THAT(names(filter), ElementsAre("Bob"));
  filter.text = "%";
  EXPECT_THAT(names(filter), IsEmpty());
  filter = {};
  filter.group = "itops-ADMINS";
  EXPECT_THAT(names(filter), ElementsAre("admin"));
}

// Directory pitfall 26
TEST_F(AccountTest, OfTheLastAdministratorStays) {
  identity::AccountPatch disable;
  disable.disabled = true;
  EXPECT_EQ(errorOf([&] { one.accounts.update(admin, adminId(), disable); }), "last_admin");
  EXPECT_EQ(errorOf([&] { one.groups.removeMember(admin, groupId("itops-admins"), adminId()); }),
            "last_admin");
  join(account("ann"), "itops-admins");
  EXPECT_EQ(errorOf([&] { one.accounts.update(admin, adminId(), disable); }), "");
}

TEST_F(AccountTest, IsNotTakenOverByWhoMayLess) {
  account("ann");
  auto clerk = by("clerk", {"accounts.read", "accounts.write"});
  identity::AccountPatch patch;
  patch.password = Secret("Another Horse 2");
  EXPECT_EQ(errorOf([&] { one.accounts.update(clerk, adminId(), patch); }), "rights_exceeded");
  const auto ann = value("SELECT uuid FROM kernel.account WHERE name = 'ann'");
  EXPECT_EQ(errorOf([&] { one.accounts.update(clerk, ann, patch); }), "");
}

TEST_F(AccountTest, IsNotTakenOverWhileItIsDisabled) {
  ownGroup("payroll", {"sla.write"});
  join(account("ann"), "payroll");
  identity::AccountPatch disable;
  disable.disabled = true;
  one.accounts.update(admin, accountId("ann"), disable);
  auto clerk = by("clerk", {"accounts.read", "accounts.write"});
  identity::AccountPatch take;
  take.disabled = false;
  take.password = Secret("Another Horse 2");
  EXPECT_EQ(errorOf([&] { one.accounts.update(clerk, accountId("ann"), take); }),
            "rights_exceeded");
}

TEST_F(AccountTest, OfWhoMayMoreIsNotLoggedOut) {
  auto clerk = by("clerk", {"accounts.read", "accounts.write"});
  EXPECT_EQ(errorOf([&] { one.accounts.revokeSessions(clerk, adminId()); }), "rights_exceeded");
}

TEST_F(AccountTest, IsNotEnabledByAChangeOfSomethingElse) {
  account("ann");
  during("UPDATE kernel.account SET disabled = true WHERE name = 'ann'", [&] {
    identity::AccountPatch patch;
    patch.display_name = "Ann Lee";
    one.accounts.update(admin, accountId("ann"), patch);
  });
  EXPECT_EQ(value("SELECT disabled FROM kernel.account WHERE name = 'ann'"), "true");
}

TEST_F(AccountTest, HasItsPasswordHashedByThePoolOfLogins) {
  identity::LoginPool full(0, 0);
  identity::AccountHandlers handlers(one.accounts, full, one.throttle, clock, one.logger);
  const auto status = [&](auto method, const std::string& body) {
    std::promise<Response> answer;
    auto responder = IdentityReplica::responder(answer);
    auto request = admin;
    request.content = body;
    (handlers.*method)(request, responder);
    return answer.get_future().get().status;
  };
  EXPECT_EQ(status(&identity::AccountHandlers::create, R"({"name":"a","password":"b"})"), 503);
  EXPECT_EQ(status(&identity::AccountHandlers::update, R"({"password":"b"})"), 503);
}

TEST_F(AccountTest, IsHeldOffAfterTenWrongGuessesAtItsOwnPassword) {
  identity::LoginPool pool(1, 8);
  identity::AccountHandlers handlers(one.accounts, pool, one.throttle, clock, one.logger);
  auto request = by("ann", {});
  request.caller.id = account("ann").uuid.toString();
  const auto change = [&](const std::string& current) {
    std::promise<Response> answer;
    auto responder = IdentityReplica::responder(answer);
    request.content = R"({"currentPassword":")" + current + R"(","newPassword":"New Horse 333"})";
    handlers.changeOwnPassword(request, responder);
    return answer.get_future().get().status;
  };
  for (int i = 0; i < 10; ++i) EXPECT_EQ(change("guess"), 403) << i;
  EXPECT_EQ(change(kPassword), 429);
  EXPECT_EQ(one.loginError("ann", kPassword), "") << "its logins are counted apart";
}

TEST_F(AccountTest, ChangesItsOwnPasswordWithTheOldOne) {
  const auto ann = account("ann");
  auto request = by("ann", {});
  request.caller.id = ann.uuid.toString();
  EXPECT_EQ(errorOf([&] {
              one.accounts.changeOwnPassword(request, Secret("wrong"), Secret("Another Horse 2"));
            }),
            "password_wrong");
  one.accounts.changeOwnPassword(request, Secret(kPassword), Secret("Another Horse 2"));
  EXPECT_EQ(one.loginError("ann", kPassword), "login_failed");
  EXPECT_EQ(one.loginError("ann", "Another Horse 2"), "");
}

TEST_F(AccountTest, LeavesATrailWithoutPasswords) {
  auto ann = account("ann");
  identity::AccountPatch patch;
  patch.display_name = "Ann Lee";
  patch.password = Secret("Another Horse 2");
  one.accounts.update(admin, ann.uuid.toString(), patch);
  EXPECT_EQ(value("SELECT string_agg(action, ' ' ORDER BY id) FROM kernel.audit_entry "
                  "WHERE object_name = 'ann'"),
            "account.create account.update account.set_password");
  EXPECT_EQ(value("SELECT count(*) FROM kernel.audit_entry WHERE concat(before, after) ~ 'Horse'"),
            "0");
}

TEST_F(AccountTest, OfAnAdministratorIsGivenBackFromTheCommandLine) {
  identity::FirstAdmin admins(one.pool, one.audit, clock, one.hasher);
  admins.reset("ADMIN", Secret("Another Horse 2"));
  EXPECT_EQ(one.loginError("admin", "Another Horse 2"), "");
  EXPECT_EQ(errorOf([&] { admins.create("admin", Secret(kPassword)); }), "account_exists");
  EXPECT_EQ(errorOf([&] { admins.create("second", Secret("weak")); }), "fields_invalid");
  EXPECT_EQ(errorOf([&] { admins.reset("nobody", Secret(kPassword)); }), "account_not_found");
}

}  // namespace
}  // namespace itops::test
