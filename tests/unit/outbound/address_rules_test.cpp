#include "outbound/address_rules.hpp"

#include <gtest/gtest.h>

namespace itops::outbound {
namespace {

std::string reasonFor(const std::string& address) {
  const auto parsed = net::IpAddress::parse(address);
  return parsed ? std::string(refusedBecause(*parsed)) : "no address";
}

struct Case {
  const char* address;
  const char* reason;
};

// REPO-09, REPO-10, REPO-11, REPO-12
// Long: a table, one entry per range of addresses.
TEST(AddressRules, RefuseWhatIsNotOnThePublicInternet) {
  for (const Case& one : std::initializer_list<Case>{
           {"127.0.0.1", "loopback"},
           {"127.255.255.254", "loopback"},
           {"::1", "loopback"},
           {"0.0.0.0", "unspecified"},
           {"0.1.2.3", "unspecified"},
           {"::", "unspecified"},
           {"10.0.0.1", "private"},
           {"10.255.255.255", "private"},
           {"172.16.0.1", "private"},
           {"172.31.255.255", "private"},
           {"192.168.1.1", "private"},
           {"fec0::1", "private"},
           {"100.64.0.1", "carrier-grade NAT"},
           {"100.127.255.255", "carrier-grade NAT"},
           {"100.100.100.200", "carrier-grade NAT"},
           {"169.254.1.1", "link-local"},
           {"fe80::1", "link-local"},
           {"febf::1", "link-local"},
           {"169.254.169.254", "cloud metadata"},
           {"168.63.129.16", "cloud metadata"},
           {"fd00:ec2::254", "cloud metadata"},
           {"fc00::1", "unique local"},
           {"fdff::1", "unique local"},
           {"224.0.0.1", "multicast"},
           {"239.255.255.255", "multicast"},
           {"ff02::1", "multicast"},
           {"255.255.255.255", "reserved"},
           {"240.0.0.1", "reserved"},
           {"192.0.2.1", "reserved"},
           {"198.18.0.1", "reserved"},
           {"198.51.100.1", "reserved"},
           {"203.0.113.1", "reserved"},
           {"2001:db8::1", "reserved"},
           {"2001::1", "reserved"},
           {"::ffff:127.0.0.1", "IPv4-mapped"},
           {"::ffff:8.8.8.8", "IPv4-mapped"},
           {"::127.0.0.1", "reserved"},
           {"64:ff9b::10.0.0.1", "private"},
           {"64:ff9b:1::1", "private"},
           {"2002:7f00:1::", "loopback"},
           {"2002:a9fe:a9fe::1", "cloud metadata"},
       }) {
    EXPECT_EQ(reasonFor(one.address), one.reason) << one.address;
  }
}

TEST(AddressRules, LetThePublicInternetThrough) {
  for (const char* address :
       {"1.1.1.1",         "8.8.8.8",           "9.255.255.255",    "11.0.0.0",
        "172.15.255.255",  "172.32.0.0",        "100.63.255.255",   "100.128.0.0",
        "126.255.255.255", "128.0.0.0",         "169.253.255.255",  "169.255.0.0",
        "192.167.255.255", "192.169.0.0",       "223.255.255.255",  "168.63.129.15",
        "2606:4700::1111", "2a00:1450:4001::1", "64:ff9b::8.8.8.8", "2002:808:808::1"}) {
    EXPECT_EQ(reasonFor(address), "") << address;
  }
}

TEST(IpNetwork, ContainsWhatBeginsAlike) {
  const auto in = [](const char* network, const char* address) {
    return net::IpNetwork::parse(network)->contains(*net::IpAddress::parse(address));
  };
  EXPECT_TRUE(in("10.1.0.0/16", "10.1.255.255"));
  EXPECT_FALSE(in("10.1.0.0/16", "10.2.0.0"));
  EXPECT_TRUE(in("10.1.2.3", "10.1.2.3"));
  EXPECT_FALSE(in("10.1.2.3", "10.1.2.4"));
  EXPECT_TRUE(in("10.1.2.0/23", "10.1.3.9"));
  EXPECT_FALSE(in("10.1.2.0/23", "10.1.4.0"));
  EXPECT_TRUE(in("0.0.0.0/0", "8.8.8.8"));
  EXPECT_FALSE(in("0.0.0.0/0", "::1")) << "families are apart";
  EXPECT_TRUE(in("fd00::/8", "fd12::1"));
}

TEST(IpNetwork, RefusesOtherTexts) {
  for (const char* text : {"", "/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8x", "10",
                           "010.0.0.1", "0x7f.0.0.1", "::1/129", "host", "[::1]"}) {
    EXPECT_FALSE(net::IpNetwork::parse(text)) << text;
  }
}

}  // namespace
}  // namespace itops::outbound
