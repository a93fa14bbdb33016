// What a plugin's call sends and gets back.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/outbound/caller.hpp"
#include "http/outbound/loopback_server.hpp"

namespace itops::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;
using testing::StartsWith;

class OutboundCall : public testing::Test {
 protected:
  Caller caller{{"127.0.0.1"}};
};

TEST_F(OutboundCall, BringsStatusHeadersAndBody) {
  LoopbackServer server(
      "HTTP/1.1 201 Made\r\nX-One: 1\r\nX-Empty:\r\nContent-Length: 3\r\n\r\nyes");
  const OutboundResponse response = caller.get(server.url() + "/x?y=1");
  EXPECT_EQ(response.status, 201);
  EXPECT_TRUE(response.ok());
  EXPECT_EQ(response.body, "yes");
  EXPECT_THAT(response.headers, AllOf(Contains(Pair("X-One", "1")), Contains(Pair("X-Empty", ""))));
  EXPECT_THAT(server.requests()[0],
              AllOf(StartsWith("GET /x?y=1 HTTP/1.1\r\n"), HasSubstr("\r\nHost: 127.0.0.1:"),
                    HasSubstr("\r\nUser-Agent: ITOps\r\n"), Not(HasSubstr("Content-Type"))));
}

TEST_F(OutboundCall, SendsMethodHeadersTokenAndBody) {
  LoopbackServer server(kOk);
  caller.client.send({.method = Method::kPatch,
                      .url = server.url() + "/t",
                      .headers = {{"X-Mine", "a b"}, {"X-None", ""}},
                      .bearer_token = Secret("t0ken"),
                      .body = R"({"a":1})"});
  EXPECT_THAT(server.requests()[0],
              AllOf(StartsWith("PATCH /t HTTP/1.1\r\n"), HasSubstr("\r\nX-Mine: a b\r\n"),
                    HasSubstr("\r\nX-None:\r\n"), HasSubstr("\r\nAuthorization: Bearer t0ken\r\n"),
                    HasSubstr("\r\nContent-Type: application/json\r\n"),
                    HasSubstr("\r\nContent-Length: 7\r\n"), HasSubstr("\r\n\r\n{\"a\":1}")));
}

TEST_F(OutboundCall, SendsEveryMethodAsItIs) {
  LoopbackServer server(kOk);
  const char* names[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
  for (int i = 0; i < 5; ++i) {
    caller.client.send({.method = static_cast<Method>(i), .url = server.url()});
    EXPECT_THAT(server.requests().back(), StartsWith(std::string(names[i]) + " / HTTP/1.1\r\n"));
  }
}

// Slow: 3 MiB through a small server in a debug build.
TEST_F(OutboundCall, SendsALargeBodyWithoutAskingFirst) {
  LoopbackServer server(kOk);
  const std::string body(3 * 1024 * 1024, 'x');
  caller.client.send({.method = Method::kPut, .url = server.url(), .body = body});
  EXPECT_THAT(server.requests()[0], Not(HasSubstr("Expect")));
  EXPECT_TRUE(server.requests()[0].ends_with(body));
}

TEST_F(OutboundCall, TakesAnErrorForAnAnswer) {
  LoopbackServer server("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
  const OutboundResponse response = caller.get(server.url());
  EXPECT_EQ(response.status, 503);
  EXPECT_FALSE(response.ok());
  EXPECT_EQ(server.connectionCount(), 1) << "and is not repeated";
}

TEST_F(OutboundCall, FollowsNoRedirect) {
  LoopbackServer target(kOk);
  LoopbackServer server("HTTP/1.1 302 Found\r\nLocation: " + target.url() +
                        "\r\nContent-Length: 0\r\n\r\n");
  const OutboundResponse response = caller.get(server.url());
  EXPECT_EQ(response.status, 302);
  EXPECT_THAT(response.headers, Contains(Pair("Location", target.url())));
  EXPECT_EQ(target.connectionCount(), 0);
}

TEST_F(OutboundCall, ReadsAChunkedBodyAndTheHeadersBehindContinue) {
  LoopbackServer server(
      "HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nX-Late: 1\r\n"
      "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
  const OutboundResponse response = caller.get(server.url());
  EXPECT_EQ(response.body, "abc");
  EXPECT_THAT(response.headers, Contains(Pair("X-Late", "1")));
  EXPECT_THAT(response.headers, Not(Contains(Pair("X-Early", "1"))));
}

TEST_F(OutboundCall, KeepsLinesApartThatWouldBreakTheRequest) {
  LoopbackServer server(kOk);
  for (const auto& header :
       std::vector<std::pair<std::string, std::string>>{{"X-A", "b\r\nX-Evil: 1"},
                                                        {"X A", "b"},
                                                        {"", "b"},
                                                        {"Host", "other"},
                                                        {"content-length", "7"},
                                                        {"Transfer-Encoding", "chunked"}}) {
    EXPECT_THAT(caller.failureOf({.url = server.url(), .headers = {header}}),
                StartsWith("outbound_header: "))
        << header.first;
  }
  EXPECT_THAT(caller.failureOf({.url = server.url(), .bearer_token = Secret("a\r\nX-Evil: 1")}),
              AllOf(StartsWith("outbound_header: "), Not(HasSubstr("Evil"))));
  EXPECT_EQ(server.connectionCount(), 0);
}

TEST_F(OutboundCall, EndsAtItsTimeHoweverSlowlyTheAnswerComes) {
  LoopbackServer server([](Peer& peer) {
    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhal");
    peer.waitForEnd();
  });
  EXPECT_EQ(caller.failureOf({.url = server.url(), .timeout = std::chrono::milliseconds(100)}),
            "outbound_failed: The call to 127.0.0.1 failed: there was no whole answer within 100 "
            "ms.");
}

TEST_F(OutboundCall, TakesNoLongerThanTheOperatorAllows) {
  caller.options.timeout_max = std::chrono::milliseconds(100);
  LoopbackServer server([](Peer& peer) { peer.waitForEnd(); });
  EXPECT_THAT(caller.failureOf({.url = server.url(), .timeout = std::chrono::hours(1)}),
              HasSubstr("within 100 ms"));
}

TEST_F(OutboundCall, TakesABodyUpToItsLimit) {
  LoopbackServer server("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789");
  EXPECT_EQ(caller.client.send({.url = server.url(), .response_bytes_max = 10}).body.size(), 10U);
  EXPECT_EQ(caller.failureOf({.url = server.url(), .response_bytes_max = 9}),
            "outbound_failed: The call to 127.0.0.1 failed: its answer's body is over 9 bytes.");
  caller.options.response_bytes_max = 8;
  EXPECT_THAT(caller.failureAt(server.url()), HasSubstr("over 8 bytes"));
}

TEST_F(OutboundCall, TakesHeadersUpToTheirLimit) {
  std::string lines;
  for (int i = 0; i < 100; ++i) lines += "X-Long: " + std::string(1000, 'x') + "\r\n";
  LoopbackServer server("HTTP/1.1 200 OK\r\n" + lines + "Content-Length: 0\r\n\r\n");
  EXPECT_THAT(caller.failureAt(server.url()), HasSubstr("headers is over 65536 bytes"));
}

TEST_F(OutboundCall, SaysWhenAnAnswerIsNone) {
  LoopbackServer closing([](Peer&) {});
  EXPECT_THAT(caller.failureAt(closing.url()), HasSubstr("broke off or is no HTTP"));
  LoopbackServer cut("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
  EXPECT_THAT(caller.failureAt(cut.url()), HasSubstr("broke off or is no HTTP"));
}

TEST_F(OutboundCall, SaysWhenNobodyListensOrTheNameIsUnknown) {
  std::string url;
  {
    LoopbackServer gone(kOk);
    url = gone.url();
  }
  EXPECT_THAT(caller.failureAt(url), HasSubstr("it takes no connection"));
  EXPECT_THAT(caller.failureOf({.url = "http://no-such-host.invalid/",
                                .timeout = std::chrono::milliseconds(500)}),
              StartsWith("outbound_failed: The call to no-such-host.invalid failed: "));
}

TEST_F(OutboundCall, CountsByHostAndOutcome) {
  LoopbackServer server(kOk);
  caller.get(server.url());
  caller.failureAt("http://127.0.0.2:1/");
  EXPECT_THAT(caller.registry.text(),
              AllOf(HasSubstr("{host=\"127.0.0.1\",outcome=\"2xx\",plugin=\"portal\"} 1\n"),
                    HasSubstr("{host=\"127.0.0.2\",outcome=\"refused\",plugin=\"portal\"} 1\n")));
}

}  // namespace
}  // namespace itops::test
