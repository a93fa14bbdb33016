// Addresses that a plugin must not reach unless an operator allows it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/outbound/caller.hpp"
#include "http/outbound/loopback_server.hpp"

namespace itops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

// REPO-09
TEST(OutboundGuard, RefusesLoopbackWithoutConnecting) {
  LoopbackServer server(kOk);
  Caller caller({});
  EXPECT_EQ(caller.failureAt(server.url()),
            "outbound_refused: The call to 127.0.0.1 is refused: its address is loopback. An "
            "operator can list the host or its network in outbound.allow.");
  EXPECT_EQ(server.connectionCount(), 0);
}

TEST(OutboundGuard, RefusesANameByTheAddressThatItHas) {
  LoopbackServer server(kOk);
  Caller caller({"10.0.0.0/8", "other"});
  EXPECT_THAT(caller.failureAt(server.url("http://localhost")),
              StartsWith("outbound_refused: The call to localhost is refused: "));
  EXPECT_THAT(caller.detail, HasSubstr("address ")) << "the address is for the log";
  EXPECT_EQ(server.connectionCount(), 0);
}

TEST(OutboundGuard, LetsThroughWhatIsAllowedByNameAddressOrNetwork) {
  LoopbackServer server(kOk);
  for (const char* allowed : {"localhost", "LOCALHOST", "127.0.0.1", "127.0.0.0/8"}) {
    EXPECT_EQ(Caller({allowed}).get(server.url("http://localhost")).status, 200) << allowed;
  }
}

TEST(OutboundGuard, AllowsANameButNotItsAddressUnderAnotherName) {
  LoopbackServer server(kOk);
  Caller caller({"localhost"});
  EXPECT_EQ(caller.get(server.url("http://localhost")).status, 200);
  EXPECT_THAT(caller.failureAt(server.url()), StartsWith("outbound_refused: "));
}

// REPO-10, REPO-11, REPO-12
TEST(OutboundGuard, RefusesAddressesInAnyWriting) {
  Caller caller({});
  for (const char* url :
       {"http://10.0.0.1/", "http://192.168.0.1/", "http://172.16.0.1/", "http://169.254.169.254/",
        "http://0.0.0.0/", "http://0/", "http://127.1/", "http://0x7f000001/", "http://2130706433/",
        "http://0177.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
        "http://[fd00:ec2::254]/", "http://[fe80::1]/", "http://[::]/", "https://127.0.0.1/"}) {
    EXPECT_THAT(caller.failureAt(url), StartsWith("outbound_refused: ")) << url;
  }
}

TEST(OutboundGuard, IgnoresTheProxyOfTheEnvironment) {
  LoopbackServer proxy(kOk);
  ::setenv("http_proxy", proxy.url().c_str(), 1);
  Caller caller({});
  EXPECT_THAT(caller.failureAt("http://10.0.0.1/"), StartsWith("outbound_refused: "));
  ::unsetenv("http_proxy");
  EXPECT_EQ(proxy.connectionCount(), 0);
}

TEST(OutboundProxy, GetsTheWholeUrlAndItsOwnPassword) {
  LoopbackServer proxy(kOk);
  Caller caller({});
  caller.options.proxy = Secret(proxy.url("http://ann:pw@127.0.0.1"));
  EXPECT_EQ(caller.get("http://portal.example/x").status, 200);
  EXPECT_THAT(proxy.requests()[0], AllOf(StartsWith("GET http://portal.example/x HTTP/1.1\r\n"),
                                         HasSubstr("\r\nProxy-Authorization: Basic YW5uOnB3\r\n")));
}

TEST(OutboundProxy, IsAskedForNoAddressThatIsRefused) {
  LoopbackServer proxy(kOk);
  Caller caller({"10.1.0.0/16"});
  caller.options.proxy = Secret(proxy.url());
  EXPECT_THAT(caller.failureAt("http://169.254.169.254/"), StartsWith("outbound_refused: "));
  EXPECT_EQ(proxy.connectionCount(), 0);
  EXPECT_EQ(caller.get("http://10.1.0.1/").status, 200);
}

}  // namespace
}  // namespace itops::test
