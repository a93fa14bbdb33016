#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>

#include "database/identity/identity_replica.hpp"
#include "identity/auth_handlers.hpp"
#include "identity/provider_handlers.hpp"
#include "itops/error.hpp"

namespace itops::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class LoginTest : public IdentityTest {};

TEST_F(LoginTest, GivesAnAdministratorATokenForEverything) {
  const auto grant = one.login("admin", kPassword);
  const auto caller = one.caller(grant.access_token);
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->name, "admin");
  EXPECT_EQ(caller->kind, PrincipalKind::kPerson);
  EXPECT_TRUE(caller->may("accounts.write"));
  EXPECT_THAT(grant.account.groups, ElementsAre("itops-admins"));
  EXPECT_EQ(grant.expires_in, std::chrono::hours(1));
}

TEST_F(LoginTest, TakesANameInAnyCaseAndTheEmailAddress) {
  auto ann = account("ann");
  identity::AccountPatch patch;
  patch.email = "Ann@Corp.example";
  one.accounts.update(admin, ann.uuid.toString(), patch);
  for (const char* name : {"ann", "ANN", " ann ", "ann@corp.example"}) {
    EXPECT_EQ(one.login(name, kPassword).account.name, "ann") << name;
  }
}

TEST_F(LoginTest, ByAnEmailAddressThatTwoHaveIsRefused) {
  for (const char* name : {"ann", "bob"}) {
    identity::AccountPatch patch;
    patch.email = "team@corp.example";
    one.accounts.update(admin, account(name).uuid.toString(), patch);
  }
  EXPECT_EQ(one.loginError("team@corp.example", kPassword), "login_failed");
}

TEST_F(LoginTest, FailsInTheSameWordsForAnUnknownNameAndAWrongPassword) {
  std::vector<std::string> messages;
  for (const auto& [name, password] :
       {std::pair("admin", "Wrong Horse 1"), std::pair("nobody", kPassword), std::pair("admin", ""),
        std::pair("", ""), std::pair("\xFF", "x")}) {
    try {
      one.login(name, password);
    } catch (const Error& error) {
      messages.push_back(error.code() + error.what());
    }
  }
  ASSERT_EQ(messages.size(), 5U);
  for (const auto& message : messages) EXPECT_EQ(message, messages.front());
}

/// The middle of the times of some failing logins, in microseconds.
template <class Attempt>
double medianMicroseconds(Attempt attempt) {
  std::vector<double> times;
  for (int i = 0; i < 15; ++i) {
    const auto begun = std::chrono::steady_clock::now();
    attempt(i);
    times.push_back(
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begun)
            .count());
  }
  std::nth_element(times.begin(), times.begin() + 7, times.end());
  return times[7];
}

// At a cost that a hash which is left out would show.
TEST_F(LoginTest, TakesAsLongForAnUnknownNameAsForAWrongPassword) {
  one.hasher = identity::PasswordHasher({3, std::size_t{4} * 1024 * 1024});
  account("ann");
  const auto address = [](int i) { return "198.51.100." + std::to_string(i); };
  const double wrong = medianMicroseconds([&](int i) {
    one.throttle.succeeded("ann");
    one.loginError("ann", "Wrong Horse 1", address(i));
  });
  const double unknown = medianMicroseconds(
      [&](int i) { one.loginError("name" + std::to_string(i), "Wrong Horse 1", address(i)); });
  EXPECT_LT(unknown / wrong, 2.0);
  EXPECT_GT(unknown / wrong, 0.5);
}

TEST_F(LoginTest, IsHeldOffAfterTenFailuresWhetherTheNameExistsOrNot) {
  for (const std::string name : {"admin", "nobody"}) {
    for (int i = 0; i < 10; ++i) {
      EXPECT_FALSE(one.logins.waitOf({name, Secret("x"), {}, "192.0.2.9"}));
      one.loginError(
          i % 2 == 0 ? name : std::string(1, static_cast<char>(name[0] - 32)) + name.substr(1), "x",
          "203.0.113." + std::to_string(i) + name);
    }
    EXPECT_TRUE(one.logins.waitOf({name, Secret("x"), {}, "192.0.2.9"})) << name;
  }
}

TEST_F(LoginTest, CountsNameAndEmailAddressOfAnAccountTogether) {
  identity::AccountPatch patch;
  patch.email = "ann@corp.example";
  one.accounts.update(admin, account("ann").uuid.toString(), patch);
  for (int i = 0; i < 10; ++i) {
    one.loginError(i % 2 == 0 ? "ann" : "Ann@corp.example", "x", "203.0.113." + std::to_string(i));
  }
  EXPECT_TRUE(one.logins.waitOf({"ann", Secret("x"), {}, "192.0.2.9"}));
  EXPECT_TRUE(one.logins.waitOf({"ann@corp.example", Secret("x"), {}, "192.0.2.9"}));
}

TEST_F(LoginTest, NeverLogsNameOrPassword) {
  one.loginError("my-secret-typed-as-name", "my-secret-password");
  for (const auto& line : one.logger.lines()) {
    EXPECT_THAT(line.text, Not(HasSubstr("my-secret")));
  }
  EXPECT_EQ(value("SELECT count(*) FROM kernel.audit_entry WHERE after::text LIKE '%secret%'"),
            "0");
}

TEST_F(LoginTest, TellsTheOwnerOfADisabledAccountAndNobodyElse) {
  const auto ann = account("ann");
  identity::AccountPatch patch;
  patch.disabled = true;
  one.accounts.update(admin, ann.uuid.toString(), patch);
  EXPECT_EQ(one.loginError("ann", kPassword), "account_disabled");
  EXPECT_EQ(one.loginError("ann", "Wrong Horse 1"), "login_failed");
}

TEST_F(LoginTest, IsAudited) {
  one.login("admin", kPassword, "192.0.2.7");
  EXPECT_EQ(value("SELECT actor || ' ' || client_address FROM kernel.audit_entry "
                  "WHERE action = 'session.start'"),
            "admin 192.0.2.7");
}

// REPO-32
TEST_F(LoginTest, OfLocalAccountsCanBeSwitchedOff) {
  IdentityReplica without(options, clock, {.local_enabled = false});
  EXPECT_EQ(without.loginError("admin", kPassword), "login_failed");
  const auto before = one.login("admin", kPassword);
  EXPECT_FALSE(without.caller(before.access_token)) << "sessions from before end too";
  EXPECT_THROW(without.logins.refresh(before.refresh_token), Error);
  identity::ProviderHandlers handlers(without.pool, without.reconciler, false);
  EXPECT_EQ(handlers.list(admin).body, R"({"items":[]})");
}

TEST_F(LoginTest, RenewsAHashOfAnotherCost) {
  const auto before = value("SELECT password_hash FROM kernel.account WHERE name = 'admin'");
  one.hasher = identity::PasswordHasher({2, crypto_pwhash_MEMLIMIT_MIN});
  one.login("admin", kPassword);
  EXPECT_NE(value("SELECT password_hash FROM kernel.account WHERE name = 'admin'"), before);
  EXPECT_EQ(one.loginError("admin", kPassword), "");
}

// Directory pitfall 36: local accounts come in while the directory is default and away.
TEST_F(LoginTest, OfTheLocalAdministratorWorksWhileTheDirectoryIsAway) {
  auto directory = corp();
  directory.is_default = true;
  declare({directory});
  one.directory->away = true;
  EXPECT_EQ(one.loginError("admin", kPassword), "");
  EXPECT_EQ(one.directory->calls, 0) << "the password of a local account goes nowhere else";
  EXPECT_EQ(one.loginError("jane", kDirectoryPassword), "provider_unavailable");
}

// A directory that is away must not make guessing at another one free.
TEST_F(LoginTest, IsCountedWhereOneDirectoryRefusesWhileAnotherIsAway) {
  auto other = corp();
  other.id = "other";
  declare({corp(), other});
  one.directory->people = {{"id=1", "jane"}};
  one.directory->away_provider = "other";
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(one.loginError("jane", "guess", "203.0.113." + std::to_string(i)),
              "provider_unavailable");
  }
  EXPECT_TRUE(one.logins.waitOf({"jane", Secret("x"), {}, "192.0.2.9"}));
}

// Directory pitfall 36
TEST_F(LoginTest, OfALocalAccountNeverWaitsBehindADirectoryThatHangs) {
  declare({corp()});
  std::promise<void> hanging;
  std::promise<void> release;
  one.directory->on_question = [&] {
    hanging.set_value();
    release.get_future().wait();
  };
  identity::LoginPool pool(1, 8);
  identity::LoginPool directory_pool(1, 8);
  identity::AuthHandlers handlers(one.logins, pool, directory_pool, one.accounts, one.logger, {});
  const auto send = [&](const std::string& name, std::promise<Response>& answer) {
    CallerRequest request;
    request.content = R"({"login":")" + name + R"(","password":")" + kPassword + "\"}";
    auto responder = IdentityReplica::responder(answer);
    handlers.login(request, responder);
  };
  std::promise<Response> of_jane;
  send("jane", of_jane);
  hanging.get_future().wait();
  std::promise<Response> of_admin;
  send("admin", of_admin);
  auto answer = of_admin.get_future();
  EXPECT_EQ(answer.wait_for(std::chrono::seconds(10)), std::future_status::ready);
  release.set_value();
  EXPECT_EQ(answer.get().status, 200);
  EXPECT_EQ(of_jane.get_future().get().status, 401);
}

TEST_F(LoginTest, DoesNotWaitAgainForADirectoryThatJustLetSomebodyWait) {
  declare({corp()});
  IdentityReplica replica(options, clock, {.slow_after = std::chrono::milliseconds(0)});
  replica.directory->away = true;
  EXPECT_EQ(replica.loginError("jane", kDirectoryPassword), "provider_unavailable");
  EXPECT_EQ(replica.loginError("jane", kDirectoryPassword), "provider_unavailable");
  EXPECT_EQ(replica.directory->calls, 1);
  clock.advance(std::chrono::seconds(10));
  replica.loginError("jane", kDirectoryPassword);
  EXPECT_EQ(replica.directory->calls, 2);
}

TEST_F(LoginTest, AsksADirectoryAgainThatFailedAtOnce) {
  declare({corp()});
  one.directory->away = true;
  one.loginError("jane", kDirectoryPassword);
  one.loginError("jane", kDirectoryPassword);
  EXPECT_EQ(one.directory->calls, 2);
}

TEST_F(LoginTest, WithAPasswordThatIsResetMeanwhileFails) {
  account("ann");
  std::string code = "nothing";
  during("UPDATE kernel.account SET password_hash = 'another' WHERE name = 'ann'",
         [&] { code = one.loginError("ann", kPassword); });
  EXPECT_EQ(code, "login_failed");
}

TEST_F(LoginTest, OfAnAccountThatIsDisabledMeanwhileFails) {
  account("ann");
  std::string code = "nothing";
  during("UPDATE kernel.account SET disabled = true WHERE name = 'ann'",
         [&] { code = one.loginError("ann", kPassword); });
  EXPECT_EQ(code, "account_disabled");
  EXPECT_EQ(value("SELECT count(*) FROM kernel.session"), "0");
}

// Directory pitfalls 1 and 2, before any directory is asked.
TEST_F(LoginTest, WithoutAUsablePasswordAsksNoDirectory) {
  declare({corp()});
  one.directory->people = {{"id=1", "jane"}};
  for (const std::string& password :
       {std::string(), std::string("\0", 1), std::string("a\0b", 3), std::string(1 << 20, 'a')}) {
    EXPECT_EQ(one.loginError("jane", password), "login_failed");
  }
  EXPECT_EQ(one.directory->calls, 0);
}

}  // namespace
}  // namespace itops::test
