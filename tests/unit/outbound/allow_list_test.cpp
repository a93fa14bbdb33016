#include "outbound/allow_list.hpp"

#include <gtest/gtest.h>

namespace itops::outbound {
namespace {

TEST(AllowList, AllowsNothingWhenEmpty) {
  EXPECT_FALSE(AllowList().allowsHost("localhost"));
  EXPECT_FALSE(AllowList().allowsAddress(*net::IpAddress::parse("127.0.0.1")));
}

TEST(AllowList, AllowsAHostByItsWholeNameInAnyCase) {
  const AllowList list({"Portal.example.org", "db."});
  EXPECT_TRUE(list.allowsHost("portal.EXAMPLE.org"));
  EXPECT_TRUE(list.allowsHost("portal.example.org."));
  EXPECT_TRUE(list.allowsHost("db"));
  for (const char* other : {"example.org", "x.portal.example.org", "portal.example.org.evil.com",
                            "portal-example.org", ""}) {
    EXPECT_FALSE(list.allowsHost(other)) << other;
  }
}

TEST(AllowList, AllowsAddressesAndNetworks) {
  const AllowList list({"127.0.0.1", "10.1.0.0/16", "fd00::/8"});
  for (const char* address : {"127.0.0.1", "10.1.2.3", "fd01::1"}) {
    EXPECT_TRUE(list.allowsAddress(*net::IpAddress::parse(address))) << address;
  }
  for (const char* address : {"127.0.0.2", "10.2.0.1", "::ffff:127.0.0.1"}) {
    EXPECT_FALSE(list.allowsAddress(*net::IpAddress::parse(address))) << address;
  }
}

}  // namespace
}  // namespace itops::outbound
