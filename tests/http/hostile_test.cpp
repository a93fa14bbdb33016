// Requests that parsers disagree about, floods and broken clients: a clear 4xx and a close.

#include <gtest/gtest.h>

#include "http/test_server.hpp"
#include "support/http_client.hpp"

namespace itops::test {
namespace {

struct Hostile {
  const char* name;
  std::string bytes;
  int status;
};

const std::string kPost = "POST /echo HTTP/1.1\r\n";

// Long: a table, one entry per request.
std::vector<Hostile> hostileRequests() {
  using namespace std::string_literals;
  return {
      {"ContentLengthAndTransferEncoding",
       kPost + "Host: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"TransferEncodingAndContentLength",
       kPost + "Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", 400},
      {"TwoContentLengths", kPost + "Host: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
       400},
      {"TwoEqualContentLengths",
       kPost + "Host: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na", 400},
      {"ContentLengthList", kPost + "Host: a\r\nContent-Length: 1, 1\r\n\r\na", 400},
      {"NegativeContentLength", kPost + "Host: a\r\nContent-Length: -1\r\n\r\n", 400},
      {"SignedContentLength", kPost + "Host: a\r\nContent-Length: +1\r\n\r\na", 400},
      {"EndlessContentLength", kPost + "Host: a\r\nContent-Length: 99999999999999999999999\r\n\r\n",
       400},
      {"FoldedHeader", kPost + "Host: a\r\nX-A: 1\r\n 2\r\nContent-Length: 0\r\n\r\n", 400},
      {"FoldedByTab", kPost + "Host: a\r\nX-A: 1\r\n\t2\r\n\r\n", 400},
      {"BareLineFeed", "GET /items/1 HTTP/1.1\nHost: a\n\n", 400},
      {"BareLineFeedInHeaders", "GET /items/1 HTTP/1.1\r\nHost: a\nX-B: c\r\n\r\n", 400},
      {"BareCarriageReturn", "GET /items/1 HTTP/1.1\r\nHost: a\rX-B: c\r\n\r\n", 400},
      {"NulInHeader", "GET /items/1 HTTP/1.1\r\nHost: a\r\nX-A: b\0c\r\n\r\n"s, 400},
      {"SpaceBeforeColon", kPost + "Host: a\r\nContent-Length : 1\r\n\r\na", 400},
      {"EmptyHeaderName", "GET /items/1 HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400},
      {"NoHost", "GET /items/1 HTTP/1.1\r\nX-A: b\r\n\r\n", 400},
      {"TwoHosts", "GET /items/1 HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
      {"StrangeHost", "GET /items/1 HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
      {"OtherTransferEncoding",
       kPost + "Host: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400},
      {"UnknownTransferEncoding", kPost + "Host: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
       400},
      {"TwoTransferEncodings",
       kPost + "Host: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"TransferEncodingInHttp10",
       "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"BadChunkSize", kPost + "Host: a\r\nTransfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n",
       400},
      {"ChunkWithoutLineEnd",
       kPost + "Host: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n", 400},
      {"BareLineFeedAfterChunkSize",
       kPost + "Host: a\r\nTransfer-Encoding: chunked\r\n\r\n1\na\n0\n\n\r\n\r\n", 400},
      {"BadPercent", "GET /items/%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"CutPercent", "GET /items/1%2 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"EncodedNul", "GET /items/a%00b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"EncodedNulInQuery", "GET /items/a?q=%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"InvalidUtf8", "GET /items/%C3%28 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"OverlongUtf8", "GET /items/%C0%AF HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"Fragment", "GET /items/1#x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"RelativeTarget", "GET items/1 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"SpaceInTarget", "GET /items/1 2 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"VersionOfOtherForm", "GET /items/1 HTTP/11\r\nHost: a\r\n\r\n", 400},
      {"OtherVersion", "GET /items/1 HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"NoHttpAtAll", "\x16\x03\x01\x02 hello\r\n\r\n", 400},
      {"UnknownExpectation", kPost + "Host: a\r\nContent-Length: 1\r\nExpect: wonders\r\n\r\na",
       417},
  };
}

class HostileRequest : public testing::TestWithParam<Hostile> {};

TEST_P(HostileRequest, IsRefusedAndTheConnectionEnds) {
  TestServer server;
  HttpClient client(server.port());
  client.send(GetParam().bytes);
  const auto answer = client.readAnswer();
  EXPECT_EQ(answer.status, GetParam().status) << answer.body;
  EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_TRUE(client.closedByServer());
}

INSTANTIATE_TEST_SUITE_P(Http, HostileRequest, testing::ValuesIn(hostileRequests()),
                         [](const auto& tested) { return tested.param.name; });

TEST(HttpHostile, SmuggledRequestsAreNeverAnswered) {
  TestServer server;
  HttpClient client(server.port());
  client.send(kPost +
              "Host: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
              HttpClient::format("GET", "/items/smuggled"));
  EXPECT_EQ(client.readAnswer().status, 400);
  EXPECT_TRUE(client.closedByServer());
}

TEST(HttpHostile, TrailersNeverBecomeHeaders) {
  TestServer server;
  HttpClient client(server.port());
  client.send(
      "POST /guarded HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
      "X-API-Key: full\r\n\r\n");
  EXPECT_EQ(client.readAnswer().status, 401);
}

TEST(HttpHostile, HeadersOverTheLimitAre431) {
  TestServer server;
  HttpClient client(server.port());
  client.trySend("GET /items/1 HTTP/1.1\r\nHost: a\r\nX-A: " + std::string(20'000, 'a'));
  const auto answer = client.readAnswer();
  EXPECT_EQ(answer.status, 431);
  EXPECT_NE(answer.body.find("16384"), std::string::npos);
  EXPECT_TRUE(client.closedByServer());
}

TEST(HttpHostile, AFloodOfSmallHeadersIs431) {
  TestServer server;
  HttpClient client(server.port());
  std::string head = "GET /items/1 HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 200; ++i) head += "A: b\r\n";
  client.send(head + "\r\n");
  EXPECT_EQ(client.readAnswer().status, 431);
}

TEST(HttpHostile, AnEndlessHeaderFloodIsCutOff) {
  TestServer server;
  HttpClient client(server.port());
  client.send("GET /items/1 HTTP/1.1\r\nHost: a\r\n");
  const std::string line = "X-Flood: " + std::string(1000, 'f') + "\r\n";
  int sent = 0;
  while (sent < 100'000 && client.trySend(line)) ++sent;
  EXPECT_LT(sent, 100'000);
}

TEST(HttpHostile, AnEndlessChunkExtensionIsRefused) {
  TestServer server;
  HttpClient client(server.port());
  client.send(kPost + "Host: a\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(40'000, 'x'));
  EXPECT_EQ(client.readAnswer().status, 431);
}

TEST(HttpHostile, AClientThatResetsInTheMiddleHarmsNobody) {
  TestServer server;
  for (int i = 0; i < 20; ++i) {
    HttpClient client(server.port());
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf");
    client.abort();
  }
  HttpClient client(server.port());
  EXPECT_EQ(client.get("/items/1").status, 200);
  EXPECT_TRUE(
      TestServer::eventually([&] { return server.metric("itops_http_connections_open") == 1; }));
}

TEST(HttpHostile, ABodyThatEndsEarlyIs400) {
  TestServer server;
  HttpClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf");
  client.halfClose();
  EXPECT_EQ(client.readAnswer().status, 400);
  EXPECT_TRUE(client.closedByServer());
}

}  // namespace
}  // namespace itops::test
