// What a well-behaved client sees.

#include <gtest/gtest.h>

#include "http/test_server.hpp"
#include "support/http_client.hpp"

namespace itops::test {
namespace {

TEST(HttpRequests, KeepOneConnectionForManyRequests) {
  TestServer server;
  HttpClient client(server.port());
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(client.post("/push", std::to_string(i)).body, std::to_string(i));
  }
  EXPECT_EQ(server.metric("itops_http_connections_total"), 1);
}

TEST(HttpRequests, AnswerPipelinedRequestsInTheirOrder) {
  TestServer server;
  HttpClient client(server.port());
  std::string all;
  for (int i = 0; i < 200; ++i) {
    all += HttpClient::format("POST", i % 2 == 0 ? "/push" : "/echo", {}, std::to_string(i));
  }
  client.send(all);
  for (int i = 0; i < 200; ++i) EXPECT_EQ(client.readAnswer().body, std::to_string(i));
}

TEST(HttpRequests, TakeARequestThatArrivesByteByByte) {
  TestServer server;
  HttpClient client(server.port());
  for (const char byte : HttpClient::format("POST", "/echo", {}, "slow")) {
    client.send(std::string_view(&byte, 1));
  }
  EXPECT_EQ(client.readAnswer().body, "slow");
}

TEST(HttpRequests, TakeAChunkedBodyWithExtensionsAndTrailers) {
  TestServer server;
  HttpClient client(server.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nwiki\r\n");
  client.send("5\r\npedia\r\n0\r\nX-Trailer: 1\r\n\r\n");
  EXPECT_EQ(client.readAnswer().body, "wikipedia");
  EXPECT_EQ(client.post("/echo", "next").body, "next");
}

TEST(HttpRequests, TakeALargeBodyInPieces) {
  TestServer server;
  HttpClient client(server.port());
  const std::string body(1024 * 1024, 'b');
  EXPECT_EQ(client.post("/echo", body).body, body);
}

TEST(HttpRequests, SendALargeAnswerToASlowReader) {
  TestServer server;
  HttpClient client(server.port());
  EXPECT_EQ(client.get("/large").body.size(), 8U * 1024 * 1024);
  EXPECT_EQ(client.get("/items/1").status, 200);
}

TEST(HttpRequests, AnswerHeadLikeGetWithoutABody) {
  TestServer server;
  HttpClient client(server.port());
  const auto answer = client.request("HEAD", "/items/7");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("content-length"), "12");
  EXPECT_EQ(client.get("/items/7").body, "7|-|/items/7");
}

TEST(HttpRequests, TellTheAllowedMethods) {
  TestServer server;
  HttpClient client(server.port());
  const auto options = client.request("OPTIONS", "/items/7");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.header("allow"), "GET, HEAD, PUT, OPTIONS");
  EXPECT_EQ(client.request("OPTIONS", "*").status, 204);
  const auto wrong = client.request("DELETE", "/items/7");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("allow"), "GET, HEAD, PUT, OPTIONS");
  EXPECT_NE(wrong.body.find("method_not_allowed"), std::string::npos);
}

TEST(HttpRequests, SendNeitherBodyNorLengthWith204) {
  TestServer server;
  HttpClient client(server.port());
  const auto answer = client.request("PUT", "/items/7");
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.header("content-length"), "");
}

TEST(HttpRequests, DecodePathAndQuery) {
  TestServer server;
  HttpClient client(server.port());
  EXPECT_EQ(client.get("/items/a%2Fb%20c?q=x+y%26z&other=1").body, "a/b c|x y&z|/items/a/b c");
  EXPECT_EQ(client.get("/items/%C3%BC?q=1&q=2").body, "ü|2|/items/ü");
  EXPECT_EQ(client.get("/%69tems/1?q").body, "1||/items/1");
  EXPECT_EQ(client.get("http://example.com/items/1?q=3").body, "1|3|/items/1");
}

TEST(HttpRequests, TellTheHandlerWhoAsksAndFromWhere) {
  TestServer server;
  HttpClient client(server.port());
  EXPECT_EQ(client.get("/caller").body, "anonymous 127.0.0.1");
}

TEST(HttpRequests, ContinueAClientThatAsksFirst) {
  TestServer server;
  HttpClient client(server.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.readAnswer().status, 100);
  client.send("ok");
  EXPECT_EQ(client.readAnswer().body, "ok");
}

TEST(HttpRequests, RefuseAtOnceWhenAClientAsksFirst) {
  TestServer server;
  HttpClient client(server.port());
  client.send(
      "POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.readAnswer().status, 404);
  EXPECT_TRUE(client.closedByServer());
}

TEST(HttpRequests, AnswerOldClientsAndCloseUnlessAskedNotTo) {
  TestServer server;
  HttpClient keeping(server.port());
  keeping.send("GET /items/1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(keeping.readAnswer().header("connection"), "keep-alive");
  keeping.send("GET /items/1 HTTP/1.0\r\n\r\n");
  EXPECT_EQ(keeping.readAnswer().header("connection"), "close");
  EXPECT_TRUE(keeping.closedByServer());
}

TEST(HttpRequests, CloseWhenTheClientAsks) {
  TestServer server;
  HttpClient client(server.port());
  EXPECT_EQ(client.get("/items/1", {{"Connection", "close"}}).header("connection"), "close");
  EXPECT_TRUE(client.closedByServer());
}

TEST(HttpRequests, AnswerAClientThatHasEndedItsSendingSide) {
  TestServer server;
  HttpClient client(server.port());
  client.send(HttpClient::format("POST", "/later", {}, "x") +
              HttpClient::format("POST", "/push", {}, "second"));
  client.halfClose();
  server.shelf.take().send({200, "text/plain", "first"});
  EXPECT_EQ(client.readAnswer().body, "first");
  EXPECT_EQ(client.readAnswer().body, "second");
  EXPECT_TRUE(client.closedByServer());
}

TEST(HttpRequests, IgnoreEmptyLinesBeforeTheRequestLine) {
  TestServer server;
  HttpClient client(server.port());
  client.send("\r\n\r\n" + HttpClient::format("GET", "/items/1"));
  EXPECT_EQ(client.readAnswer().status, 200);
}

TEST(HttpRequests, CarryTheHeadersOfEveryAnswer) {
  TestServer server;
  HttpClient client(server.port());
  const auto answer = client.get("/items/1");
  EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(answer.header("date").size(), std::string("Sun, 06 Nov 1994 08:49:37 GMT").size());
  EXPECT_EQ(answer.header("content-type"), "text/plain");
}

TEST(HttpRequests, AreServedOnExtraPortsToo) {
  std::uint16_t free_port = 0;
  {
    TestServer other;
    free_port = other.port();
  }
  http::ServerOptions options;
  options.extra_ports = {free_port};
  TestServer server(options);
  HttpClient client(free_port);
  EXPECT_EQ(client.get("/items/1").status, 200);
}

}  // namespace
}  // namespace itops::test
