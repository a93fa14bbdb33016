#include "http/trusted_proxies.hpp"

#include <gtest/gtest.h>

namespace itops::http {
namespace {

const TrustedProxies kProxies({"10.0.0.0/8", "192.0.2.128/25", "2001:db8::/33", "127.0.0.1"});

struct Case {
  const char* name;
  const char* peer;
  const char* forwarded_for;
  const char* client;
};

TEST(TrustedProxies, TellTheNearestAddressThatIsNoneOfThem) {
  const Case cases[] = {
      {"nobody believes a stranger", "203.0.113.9", "198.51.100.1", "203.0.113.9"},
      {"one proxy", "10.1.2.3", "198.51.100.1", "198.51.100.1"},
      {"what stands to the left is hearsay", "10.1.2.3", "6.6.6.6, 198.51.100.1", "198.51.100.1"},
      {"several proxies", "127.0.0.1", "6.6.6.6 , 198.51.100.1,192.0.2.200", "198.51.100.1"},
      {"just outside of a network", "127.0.0.1", "6.6.6.6, 192.0.2.127", "192.0.2.127"},
      {"proxies alone", "10.1.2.3", "10.9.9.9", "10.9.9.9"},
      {"no header", "10.1.2.3", "", "10.1.2.3"},
      {"nonsense", "10.1.2.3", "198.51.100.1, unknown", "10.1.2.3"},
      {"with a port", "10.1.2.3", "198.51.100.1:4711", "198.51.100.1"},
      {"with brackets", "10.1.2.3", "[2001:db8:ffff::1]:4711", "2001:db8:ffff::1"},
      {"version 6", "2001:db8::1", "2001:db8:7fff::1, 2001:db8:8000::1", "2001:db8:8000::1"},
      {"version 4 in 6", "::ffff:10.1.2.3", "198.51.100.1", "198.51.100.1"},
  };
  for (const auto& [name, peer, forwarded_for, client] : cases) {
    EXPECT_EQ(kProxies.clientOf(ClientAddress(*net::IpAddress::parse(peer)), forwarded_for).host(),
              client)
        << name;
  }
}

TEST(TrustedProxies, AreNoneByDefault) {
  const auto peer = ClientAddress(*net::IpAddress::parse("127.0.0.1"));
  EXPECT_EQ(TrustedProxies().clientOf(peer, "198.51.100.1").host(), "127.0.0.1");
}

}  // namespace
}  // namespace itops::http
