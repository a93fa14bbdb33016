// What a request's headers and its caller make of an answer: gzip, CORS, the rate limit.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_server.hpp"
#include "support/http_client.hpp"

namespace itops::test {
namespace {

using testing::HasSubstr;

constexpr std::size_t kLargeBytes = std::size_t{8} * 1024 * 1024;

TEST(HttpGzip, PacksLargeAnswersOfWorkers) {
  TestServer server;
  HttpClient client(server.port());
  const auto packed = client.get("/large", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(packed.header("content-encoding"), "gzip");
  EXPECT_EQ(packed.header("vary"), "Accept-Encoding");
  EXPECT_LT(packed.body.size(), kLargeBytes / 50);
  const auto plain = client.get("/large");
  EXPECT_EQ(plain.header("content-encoding"), "");
  EXPECT_EQ(plain.body.size(), kLargeBytes);
}

TEST(HttpGzip, LeavesAnswersOfTheEventLoopAlone) {
  TestServer server;
  HttpClient client(server.port());
  const std::string body(5000, 'x');
  const auto answer = client.post("/push", body, {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(answer.header("content-encoding"), "");
  EXPECT_EQ(answer.body, body);
}

TEST(HttpGzip, LeavesStreamsAlone) {
  TestServer server;
  HttpClient client(server.port());
  client.send(
      HttpClient::format("GET", "/stream", {{"X-API-Key", "full"}, {"Accept-Encoding", "gzip"}}));
  const auto stream = server.streams.take();
  EXPECT_EQ(client.readHead().header("content-encoding"), "");
  stream->write(std::string(5000, 'x'));
  EXPECT_EQ(client.readChunk(), std::string(5000, 'x'));
}

TEST(HttpGzip, CanBeSwitchedOff) {
  http::ServerOptions options;
  options.gzip = false;
  TestServer server(options);
  const auto answer = HttpClient(server.port()).get("/large", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(answer.body.size(), kLargeBytes);
}

http::ServerOptions withOrigins(std::vector<std::string> origins) {
  http::ServerOptions options;
  options.cors_origins = std::move(origins);
  return options;
}

const HttpClient::Headers kFriend{{"Origin", "https://ops.example.com"}};
const HttpClient::Headers kStranger{{"Origin", "https://evil.example.com"}};

TEST(HttpCors, SaysNothingByDefault) {
  TestServer server;
  const auto answer = HttpClient(server.port()).get("/items/1", kFriend);
  EXPECT_EQ(answer.header("access-control-allow-origin"), "");
  EXPECT_EQ(answer.header("vary"), "");
}

TEST(HttpCors, LetsAListedOriginReadAnswersAndErrors) {
  TestServer server(withOrigins({"https://ops.example.com"}));
  HttpClient client(server.port());
  for (const char* path : {"/items/1", "/guarded", "/nowhere"}) {
    const auto answer = client.get(path, kFriend);
    EXPECT_EQ(answer.header("access-control-allow-origin"), "https://ops.example.com") << path;
    EXPECT_EQ(answer.header("access-control-allow-credentials"), "true");
    EXPECT_THAT(answer.header("access-control-expose-headers"), HasSubstr("X-Request-Id"));
    EXPECT_EQ(answer.header("vary"), "Origin");
  }
}

TEST(HttpCors, LetsAListedOriginReadStreams) {
  TestServer server(withOrigins({"https://ops.example.com"}));
  HttpClient client(server.port());
  client.send(HttpClient::format("GET", "/stream?ticket=x", kFriend));
  EXPECT_EQ(client.readHead().header("access-control-allow-origin"), "https://ops.example.com");
}

TEST(HttpCors, GivesAStrangerNothingButVary) {
  TestServer server(withOrigins({"https://ops.example.com"}));
  HttpClient client(server.port());
  for (const auto& headers : {kStranger, HttpClient::Headers{}}) {
    const auto answer = client.get("/items/1", headers);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("access-control-allow-origin"), "");
    EXPECT_EQ(answer.header("vary"), "Origin");
  }
}

TEST(HttpCors, NeverGivesCredentialsToAnybody) {
  TestServer server(withOrigins({"*", "https://ops.example.com"}));
  HttpClient client(server.port());
  const auto anybody = client.get("/items/1", kStranger);
  EXPECT_EQ(anybody.header("access-control-allow-origin"), "*");
  EXPECT_EQ(anybody.header("access-control-allow-credentials"), "");
  const auto listed = client.get("/items/1", kFriend);
  EXPECT_EQ(listed.header("access-control-allow-origin"), "https://ops.example.com");
  EXPECT_EQ(listed.header("access-control-allow-credentials"), "true");
}

TEST(HttpCors, AnswersPreflightRequestsWithoutAKey) {
  TestServer server(withOrigins({"https://ops.example.com"}));
  HttpClient client(server.port());
  auto headers = kFriend;
  headers.emplace_back("Access-Control-Request-Method", "POST");
  headers.emplace_back("Access-Control-Request-Headers", "x-api-key");
  const auto answer = client.request("OPTIONS", "/guarded", headers);
  EXPECT_EQ(answer.status, 204);
  EXPECT_THAT(answer.header("access-control-allow-methods"), HasSubstr("POST"));
  EXPECT_THAT(answer.header("access-control-allow-headers"), HasSubstr("X-API-Key"));
  EXPECT_EQ(answer.header("access-control-max-age"), "600");
}

TEST(HttpCors, TellsAStrangersPreflightNothing) {
  TestServer server(withOrigins({"https://ops.example.com"}));
  auto headers = kStranger;
  headers.emplace_back("Access-Control-Request-Method", "POST");
  const auto answer = HttpClient(server.port()).request("OPTIONS", "/guarded", headers);
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.header("access-control-allow-methods"), "");
}

TEST(HttpRateLimit, RefusesACallerWhoSendsTooMuchAndNobodyElse) {
  http::ServerOptions options;
  options.rate_limit_per_second = 0.01;
  options.rate_limit_burst = 2;
  TestServer server(options);
  HttpClient client(server.port());
  const HttpClient::Headers key{{"X-API-Key", "full"}};
  EXPECT_EQ(client.get("/guarded", key).status, 200);
  EXPECT_EQ(client.post("/guarded", "body", key).status, 200);
  const auto refused = client.post("/guarded", "body", key);
  EXPECT_EQ(refused.status, 429);
  EXPECT_GT(std::stoi(refused.header("retry-after")), 90);
  EXPECT_EQ(refused.header("content-type"), "application/problem+json");
  EXPECT_THAT(refused.body, HasSubstr("rate_limited"));
  EXPECT_EQ(server.metric("itops_http_rate_limited_total"), 1);
  EXPECT_EQ(client.get("/guarded", {{"X-API-Key", "poor"}}).status, 403);
  EXPECT_EQ(client.get("/health").status, 200);
}

TEST(HttpRateLimit, IsOffByDefault) {
  TestServer server;
  HttpClient client(server.port());
  for (int i = 0; i < 500; ++i) {
    ASSERT_EQ(client.get("/guarded", {{"X-API-Key", "full"}}).status, 200);
  }
}

}  // namespace
}  // namespace itops::test
