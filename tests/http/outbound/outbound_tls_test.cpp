// Calls over TLS, with an authority of the test's own.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/outbound/caller.hpp"
#include "http/outbound/loopback_server.hpp"

namespace itops::test {
namespace {

using testing::HasSubstr;

void answerOk(Peer& peer) {
  peer.write(kOk);
}

class OutboundTls : public testing::Test {
 protected:
  OutboundTls() { caller.options.ca_file = authority.file(); }

  CertificateAuthority authority;
  Caller caller{{"localhost", "127.0.0.1"}};
};

TEST_F(OutboundTls, TakesACertificateOfATrustedAuthorityForThatHost) {
  LoopbackServer server(answerOk, authority.issue("localhost"));
  EXPECT_EQ(caller.get(server.url("https://localhost")).body, "ok");
  EXPECT_THAT(server.requests()[0], HasSubstr("\r\nHost: localhost:"));
}

TEST_F(OutboundTls, ChecksTheNameAndNotTheAddressItConnectsTo) {
  LoopbackServer server(answerOk, authority.issue("IP:127.0.0.1"));
  EXPECT_EQ(caller.get(server.url("https://127.0.0.1")).body, "ok");
  EXPECT_THAT(caller.failureAt(server.url("https://localhost")),
              HasSubstr("its certificate can't be verified"));
}

TEST_F(OutboundTls, RefusesACertificateForAnotherHostAlsoOnLoopback) {
  LoopbackServer server(answerOk, authority.issue("portal.example"));
  EXPECT_EQ(caller.failureAt(server.url("https://localhost")),
            "outbound_failed: The call to localhost failed: its certificate can't be verified.");
  EXPECT_TRUE(server.requests().empty()) << "nothing is sent before the certificate is known";
}

TEST_F(OutboundTls, RefusesACertificateOfAnUnknownAuthority) {
  LoopbackServer server(answerOk, authority.issue("localhost"));
  caller.options.ca_file.clear();
  EXPECT_THAT(caller.failureAt(server.url("https://localhost")),
              HasSubstr("its certificate can't be verified"));
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(OutboundTls, SaysThatTheFileOfAuthoritiesCanNotBeRead) {
  LoopbackServer server(answerOk, authority.issue("localhost"));
  caller.options.ca_file = "/nowhere/ca.pem";
  EXPECT_THAT(caller.failureAt(server.url("https://localhost")), HasSubstr("outbound.ca_file"));
}

TEST_F(OutboundTls, SaysThatAServerSpeaksNoTls) {
  LoopbackServer server([](Peer& peer) { peer.write("HTTP/1.1 400 Bad\r\n\r\n"); });
  EXPECT_THAT(caller.failureOf({.url = server.url("https://localhost"),
                                .timeout = std::chrono::milliseconds(200)}),
              HasSubstr("outbound_failed: The call to localhost failed: "));
}

}  // namespace
}  // namespace itops::test
