// Problems, access, request ids, the access log, the system's own routes.

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "http/test_server.hpp"
#include "support/http_client.hpp"

namespace itops::test {
namespace {

boost::json::object parsed(const HttpAnswer& answer) {
  return boost::json::parse(answer.body).as_object();
}

TEST(HttpProblems, HaveTheFullShape) {
  TestServer server;
  HttpClient client(server.port());
  const auto answer = client.get("/fail/invalid", {{"X-Request-Id", "mine-1"}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  EXPECT_EQ(parsed(answer), boost::json::parse(R"({"type":"about:blank","title":"Bad Request",
    "status":400,"detail":"The thing is wrong.","code":"thing_invalid","requestId":"mine-1",
    "errors":[{"field":"size","message":"must be at most 5"}]})"));
}

TEST(HttpProblems, KeepTheLogDetailInTheLog) {
  TestServer server;
  HttpClient client(server.port());
  const auto answer = client.get("/fail/away", {{"X-Request-Id", "mine-2"}});
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.header("retry-after"), "1");
  EXPECT_EQ(answer.body.find("db1"), std::string::npos);
  ASSERT_EQ(server.log.lines().size(), 1U);
  EXPECT_NE(server.log.lines()[0].find("requestId=mine-2"), std::string::npos);
  EXPECT_NE(server.log.lines()[0].find("host db1 refused"), std::string::npos);
}

TEST(HttpProblems, NeverShowInternals) {
  TestServer server;
  HttpClient client(server.port());
  for (const char* how : {"std", "int"}) {
    const auto answer = client.get(std::string("/fail/") + how);
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(parsed(answer)["code"], "internal_error");
    EXPECT_EQ(answer.body.find("secret"), std::string::npos);
  }
}

TEST(HttpProblems, CoverAnswersThatHttpDoesNotAllow) {
  TestServer server;
  HttpClient client(server.port());
  for (const char* how : {"status", "splitting", "length"}) {
    const auto answer = client.get(std::string("/fail/") + how);
    EXPECT_EQ(answer.status, 500) << how;
    EXPECT_EQ(parsed(answer)["code"], "answer_invalid") << how;
    EXPECT_EQ(answer.header("x-evil"), "") << how;
  }
}

TEST(HttpProblems, TellOfUnknownRoutes) {
  TestServer server;
  HttpClient client(server.port());
  const auto answer = client.get("/nowhere/at%20all");
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(parsed(answer)["code"], "route_not_found");
  EXPECT_NE(answer.body.find("/nowhere/at all"), std::string::npos);
}

TEST(HttpAccess, WithoutAKeyIs401ThatAsksForOne) {
  TestServer server;
  HttpClient client(server.port());
  const auto missing = client.get("/guarded");
  EXPECT_EQ(missing.status, 401);
  EXPECT_EQ(missing.header("www-authenticate"), "Bearer realm=\"itops\"");
  EXPECT_EQ(parsed(missing)["code"], "unauthenticated");
  const auto unknown = client.get("/guarded", {{"X-API-Key", "wrong"}});
  EXPECT_EQ(unknown.status, 401);
  EXPECT_NE(parsed(missing)["detail"], parsed(unknown)["detail"]);
}

TEST(HttpAccess, WithoutThePermissionIs403ThatNamesIt) {
  TestServer server;
  HttpClient client(server.port());
  const auto answer = client.get("/guarded", {{"X-API-Key", "poor"}});
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(parsed(answer)["code"], "forbidden");
  EXPECT_NE(answer.body.find("things.read"), std::string::npos);
}

TEST(HttpAccess, WithThePermissionTellsTheHandlerWhoCalls) {
  TestServer server;
  HttpClient client(server.port());
  EXPECT_EQ(client.get("/guarded", {{"x-api-key", "full"}}).body, "operator-key");
}

TEST(HttpAccess, ARefusalKeepsTheConnectionWhenTheBodyIsSmall) {
  TestServer server;
  HttpClient client(server.port());
  EXPECT_EQ(client.post("/guarded", std::string(1000, 'x')).status, 401);
  EXPECT_EQ(client.post("/guarded", "in", {{"X-API-Key", "full"}}).body, "in");
}

TEST(HttpAccess, ARefusalDoesNotWaitForALargeBody) {
  TestServer server;
  HttpClient client(server.port());
  client.send("POST /guarded HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
  const auto answer = client.readAnswer();
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.header("connection"), "close");
}

TEST(HttpRequestIds, AreTakenOverWhenTheyAreHarmless) {
  TestServer server;
  HttpClient client(server.port());
  const auto sent = [&](const std::string& id) {
    return client.get("/items/1", {{"X-Request-Id", id}}).header("x-request-id");
  };
  EXPECT_EQ(sent("Abc-1._z"), "Abc-1._z");
  EXPECT_EQ(sent(std::string(64, 'a')), std::string(64, 'a'));
  EXPECT_NE(sent(std::string(65, 'a')), std::string(65, 'a'));
  EXPECT_NE(sent("a b"), "a b");
  EXPECT_NE(sent("ü"), "ü");
  EXPECT_NE(sent("1"), client.get("/items/1").header("x-request-id"));
}

TEST(HttpAccessLog, HasALineForEachAnswer) {
  TestServer server;
  HttpClient client(server.port());
  client.get("/guarded", {{"X-API-Key", "full"}, {"X-Request-Id", "r1"}, {"User-Agent", "ua"}});
  ASSERT_EQ(server.access.lines().size(), 1U);
  const auto line = server.access.lines()[0];
  for (const char* part : {"method=GET", "path=/guarded", "status=200", "requestId=r1",
                           "principal=operator-key", "client=127.0.0.1:", "userAgent=ua"}) {
    EXPECT_NE(line.find(part), std::string::npos) << line;
  }
}

TEST(HttpAccessLog, SamplesSuccessfulPushesOnly) {
  http::ServerOptions options;
  options.access_log_sample = 10;
  TestServer server(options);
  HttpClient client(server.port());
  for (int i = 0; i < 30; ++i) client.post("/push", "x");
  EXPECT_EQ(server.access.lines().size(), 3U);
  for (int i = 0; i < 5; ++i) client.post("/refuse", "x");
  EXPECT_EQ(server.access.lines().size(), 8U);
}

TEST(HttpAccessLog, LeavesOutAllSuccessfulPushesAtZero) {
  http::ServerOptions options;
  options.access_log_sample = 0;
  TestServer server(options);
  HttpClient client(server.port());
  for (int i = 0; i < 5; ++i) client.post("/push", "x");
  EXPECT_EQ(server.access.lines().size(), 0U);
  client.post("/refuse", "x");
  client.get("/items/1");
  EXPECT_EQ(server.access.lines().size(), 2U);
}

TEST(HttpAccessLog, HasALineForEachPushAtOne) {
  http::ServerOptions options;
  options.access_log_sample = 1;
  TestServer server(options);
  HttpClient client(server.port());
  for (int i = 0; i < 5; ++i) client.post("/push", "x");
  EXPECT_EQ(server.access.lines().size(), 5U);
}

TEST(HttpGating, DisablesAndEnablesAPluginsPathsWhileServing) {
  TestServer server;
  HttpClient client(server.port());
  server.routes.gate("/items", "tests");
  const auto answer = client.get("/items/1");
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(parsed(answer)["code"], "plugin_disabled");
  EXPECT_NE(answer.body.find("ITOPS_PLUGINS_TESTS_ENABLED"), std::string::npos);
  EXPECT_EQ(client.get("/items").status, 404);
  EXPECT_EQ(client.post("/push", "x").status, 200);
  server.routes.ungate("/items", "tests");
  EXPECT_EQ(client.get("/items/1").status, 200);
}

TEST(HttpSystemRoutes, TellHealthReadinessMetricsAndTheInterface) {
  TestServer server;
  HttpClient client(server.port());
  EXPECT_EQ(client.get("/health").body, R"({"status":"ok","version":"1.2.3"})");
  const auto ready = client.get("/ready");
  EXPECT_EQ(ready.status, 503);
  EXPECT_EQ(ready.body, R"({"ready":false,"components":[{"name":"database","ready":false,)"
                        R"("detail":"It is away."}]})");
  EXPECT_NE(client.get("/metrics").body.find("itops_http_requests_total"), std::string::npos);
  EXPECT_EQ(parsed(client.get("/openapi.json"))["openapi"], "3.1.0");
}

TEST(HttpSystemRoutes, ShowDocsThatMayRunOnlyTheirOwnScript) {
  TestServer server;
  HttpClient client(server.port());
  const auto page = client.get("/docs");
  EXPECT_EQ(page.header("content-type"), "text/html; charset=utf-8");
  const auto policy = page.header("content-security-policy");
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
  EXPECT_NE(policy.find("script-src 'sha256-"), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_EQ(page.body.find("http://"), std::string::npos);
  EXPECT_EQ(page.body.find("https://"), std::string::npos);
}

TEST(HttpMetrics, CountRequestsByRouteAndClassOfStatus) {
  TestServer server;
  HttpClient client(server.port());
  client.get("/items/1");
  client.get("/items/2");
  client.get("/fail/std");
  EXPECT_EQ(
      server.metric(R"(itops_http_requests_total{method="GET",route="/items/{id}",status="2xx"})"),
      2);
  EXPECT_EQ(
      server.metric(R"(itops_http_requests_total{method="GET",route="/fail/{how}",status="5xx"})"),
      1);
}

}  // namespace
}  // namespace itops::test
