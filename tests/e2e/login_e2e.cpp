// Logins, sessions and keys over HTTP, and what attackers try.

#include <gmock/gmock.h>

#include "e2e/eventually.hpp"
#include "e2e/person.hpp"
#include "e2e/shared_core.hpp"
#include "support/postgres_fixture.hpp"

namespace itops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Login : public SharedCore {
 protected:
  static Answer login(const json::object& more = {}, const HttpClient::Headers& headers = {}) {
    return logIn(core().port(), "admin", adminPassword(core()), more, headers);
  }
  static Answer loginOfBrowser(HttpClient::Headers headers = {}) {
    headers.emplace_back("X-CSRF-Protection", "1");
    return login({{"browser", true}}, headers);
  }
  static Answer refresh(const std::string& body, const HttpClient::Headers& headers = {}) {
    Answer answer;
    answer.raw = HttpClient(core().port()).post("/api/v1/auth/refresh", body, headers);
    answer.status = answer.raw.status;
    json::error_code error;
    answer.body = json::parse(answer.raw.body, error);
    return answer;
  }
  static std::string cookieIn(const Answer& answer) {
    const auto header = answer.raw.header("set-cookie");
    return header.substr(0, header.find(';'));
  }
  static int me(const std::string& token) {
    return PersonClient(core().port(), token).get("/api/v1/auth/me").status;
  }
};

TEST_F(Login, GivesTokensAndTellsWhoOneIs) {
  const Answer answer = login();
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  EXPECT_EQ(answer["expiresIn"], json::value(3600));
  EXPECT_EQ(answer.raw.header("cache-control"), "no-store");
  EXPECT_EQ(answer.body.at_pointer("/account/name"), json::value("admin"));
  const Answer who = PersonClient(core().port(), answer.text("accessToken")).get("/api/v1/auth/me");
  EXPECT_EQ(who["kind"], json::value("person"));
  EXPECT_EQ(who.body.at_pointer("/account/groups/0"), json::value("itops-admins"));
  EXPECT_EQ(refresh(json::serialize(json::object{{"refreshToken", answer["refreshToken"]}})).status,
            200);
}

TEST_F(Login, ShowsPeopleInTheTrail) {
  const auto admin = adminAt(core());
  const auto id = api.push(path("api"), "DOWN").text("id");
  ASSERT_EQ(admin.call("PATCH", "/api/v1/services/" + id, R"({"team":"web"})").status, 200);
  const auto items = api.all("/api/v1/audit?objectId=" + id);
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].at("actor"), json::value("admin"));
  EXPECT_EQ(items[0].at("actorKind"), json::value("person"));
}

TEST_F(Login, ForBrowsersKeepsTheRefreshTokenInACookieThatNoScriptReads) {
  const Answer answer = loginOfBrowser();
  EXPECT_FALSE(answer.body.as_object().contains("refreshToken"));
  EXPECT_THAT(
      answer.raw.header("set-cookie"),
      AllOf(HasSubstr("HttpOnly"), HasSubstr("SameSite=Strict"), HasSubstr("Path=/api/v1/auth")));
}

// A page of another origin could log its own account in, and see what is done with it.
TEST_F(Login, ForBrowsersIsRefusedToOtherPages) {
  EXPECT_EQ(login({{"browser", true}}).status, 403) << "a form of another page";
  const Answer other = loginOfBrowser({{"Origin", "https://evil.example"}});
  EXPECT_EQ(other.status, 403);
  EXPECT_EQ(other.raw.header("set-cookie"), "");
}

TEST_F(Login, ByCookieAloneIsRefusedToOtherPages) {
  const auto cookie = cookieIn(loginOfBrowser());
  EXPECT_EQ(refresh("", {{"Cookie", cookie}}).status, 403) << "a form of another page";
  EXPECT_EQ(
      refresh("",
              {{"Cookie", cookie}, {"X-CSRF-Protection", "1"}, {"Origin", "https://evil.example"}})
          .status,
      403);
  EXPECT_EQ(
      refresh("", {{"Cookie", cookie}, {"X-CSRF-Protection", "1"}, {"Origin", "null"}}).status,
      403);
  const Answer good = refresh("", {{"Cookie", "a=b; " + cookie + "; c=d"},
                                   {"X-CSRF-Protection", "1"},
                                   {"Origin", "http://localhost"}});
  EXPECT_EQ(good.status, 200) << good.raw.body;
  EXPECT_NE(cookieIn(good), cookie);
}

TEST_F(Login, LogsBrowsersOutAndTakesTheirCookieBack) {
  const Answer answer = loginOfBrowser();
  const auto out = HttpClient(core().port())
                       .post("/api/v1/auth/logout", "",
                             {{"Cookie", cookieIn(answer)}, {"X-CSRF-Protection", "1"}});
  EXPECT_EQ(out.status, 204);
  EXPECT_THAT(out.header("set-cookie"), HasSubstr("Max-Age=0"));
  EXPECT_EQ(me(answer.text("accessToken")), 401);
}

TEST_F(Login, NeverGoesOnWithASessionThatWasPlanted) {
  const Answer attacker = loginOfBrowser();
  const Answer victim = loginOfBrowser({{"Cookie", cookieIn(attacker)}});
  EXPECT_NE(cookieIn(victim), cookieIn(attacker));
  EXPECT_EQ(HttpClient(core().port())
                .post("/api/v1/auth/logout", "",
                      {{"Cookie", cookieIn(attacker)}, {"X-CSRF-Protection", "1"}})
                .status,
            204);
  EXPECT_EQ(me(victim.text("accessToken")), 200);
}

TEST_F(Login, WithLineBreaksInTheNameWritesNoHeader) {
  const Answer answer = logIn(core().port(), "x\r\nSet-Cookie: evil=1", "x\r\nX-Evil: 1",
                              {{"provider", "a\r\nX-E: 1"}});
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.raw.header("set-cookie"), "");
  EXPECT_EQ(answer.raw.header("x-evil"), "");
  EXPECT_THAT(answer.raw.body, Not(HasSubstr("evil")));
}

TEST_F(Login, AnswersAlikeForAnUnknownNameAndAWrongPassword) {
  auto first = logIn(core().port(), "admin", "wrong");
  auto second = logIn(core().port(), "nobody-of-this-name", "wrong");
  EXPECT_EQ(first.status, 401);
  first.body.as_object().erase("requestId");
  second.body.as_object().erase("requestId");
  EXPECT_EQ(first.body, second.body);
}

TEST_F(Login, ShowsProvidersToAnybodyWithoutTheirSettings) {
  const auto answer = HttpClient(core().port()).get("/api/v1/auth/providers");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("\"local\""), Not(HasSubstr("config"))));
}

// A key of a node, at the route that pushes go through.
TEST_F(Login, LetsAKeyOfANodePushBelowItAndDoNothingElse) {
  const auto admin = adminAt(core());
  const Answer made =
      admin.post("/api/v1/api-keys",
                 {{"name", "node key"}, {"scopes", {"push.write"}}, {"nodePrefix", node()}});
  ASSERT_EQ(made.status, 201) << made.raw.body;
  const ApiClient key(core().port(), made.text("key"));
  EXPECT_EQ(key.push(path("db"), "OPERATIONAL").status, 201);
  const Answer outside = key.push("e2e/other/prod/c1/db", "DOWN");
  EXPECT_EQ(outside.status, 403);
  EXPECT_EQ(outside.text("code"), "node_forbidden");
  EXPECT_EQ(key.get("/api/v1/auth/me").status, 403);
  const auto listed = admin.get("/api/v1/api-keys").raw.body;
  EXPECT_THAT(listed, Not(HasSubstr(made.text("key"))));
  EXPECT_EQ(admin.call("DELETE", "/api/v1/api-keys/" + made.text("id")).status, 204);
  EXPECT_EQ(key.push(path("db"), "DOWN").status, 401);
}

// Slow: each wrong password costs a hash.
TEST(LockOut, Answers429WithRetryAfterAfterTenFailures) {
  auto environment = externalDatabase(PostgresFixture::freshDatabase());
  environment["ITOPS_AUTH_LOCKOUT_ADDRESS_FAILURES"] = "12";
  environment["ITOPS_SERVER_TRUSTED_PROXIES"] = "127.0.0.0/8";
  CoreProcess core(environment);
  core.start();
  const auto from = [&](const std::string& address, const std::string& name) {
    return logIn(core.port(), name, name == "admin" ? adminPassword(core) : "x", {},
                 {{"X-Forwarded-For", "6.6.6.6, " + address}});
  };
  for (int i = 0; i < 10; ++i) EXPECT_EQ(from("192.0.2.1", "ann").status, 401) << i;
  const Answer locked = from("192.0.2.2", "ANN");
  EXPECT_EQ(locked.status, 429) << "by name";
  EXPECT_GE(std::stoi(locked.raw.header("retry-after")), 20);
  EXPECT_EQ(from("192.0.2.1", "admin").status, 200) << "behind one address there are many people";
  for (int i = 0; i < 2; ++i) EXPECT_EQ(from("192.0.2.1", "bob").status, 401) << i;
  EXPECT_EQ(from("192.0.2.1", "admin").status, 429) << "by address";
  EXPECT_EQ(from("192.0.2.3", "admin").status, 200) << "others behind the proxy come in";
  EXPECT_THAT(adminAt(core).get("/api/v1/audit?action=session.start").raw.body,
              HasSubstr("\"clientAddress\":\"192.0.2.3\""));
}

// Two replicas on one database: what one revokes, the other refuses within seconds.
TEST(Replicas, AllHearOfARevocationWithinSeconds) {
  auto environment = externalDatabase(PostgresFixture::freshDatabase());
  environment["ITOPS_BOOTSTRAP_ADMIN_PASSWORD"] = "Correct Horse 1";
  environment["ITOPS_JWT_SECRET"] = std::string(32, 'j');
  CoreProcess one(environment);
  CoreProcess two(environment);
  one.start();
  two.start();
  const auto admin = personAt(one, "admin", "Correct Horse 1");
  const PersonClient elsewhere(two.port(), admin.token());
  ASSERT_EQ(elsewhere.get("/api/v1/auth/me").status, 200);
  const auto id = textOf(elsewhere.get("/api/v1/auth/me").body.at_pointer("/account/id"));
  EXPECT_EQ(admin.post("/api/v1/accounts/" + id + "/revoke-sessions", {}).status, 200);
  EXPECT_EQ(admin.get("/api/v1/auth/me").status, 401) << "at once";
  EXPECT_TRUE(eventually([&] { return elsewhere.get("/api/v1/auth/me").status == 401; },
                         std::chrono::seconds(5)));
}

}  // namespace
}  // namespace itops::test
