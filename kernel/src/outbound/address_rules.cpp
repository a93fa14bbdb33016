#include "outbound/address_rules.hpp"

#include <algorithm>
#include <vector>

namespace itops::outbound {
namespace {

struct Rule {
  net::IpNetwork network;
  std::string_view reason;
};

/// An IPv6 form that carries an IPv4 address, which begins at a byte.
struct Carrier {
  net::IpNetwork network;
  std::size_t first_byte;
};

net::IpNetwork network(std::string_view text) {
  return net::IpNetwork::parse(text).value();
}

// IANA's special-purpose registries, and what clouds serve their machines' secrets at.
const std::vector<Rule>& rules() {
  static const std::vector<Rule> kRules{
      {network("0.0.0.0/8"), "unspecified"},
      {network("10.0.0.0/8"), "private"},
      {network("100.64.0.0/10"), "carrier-grade NAT"},
      {network("127.0.0.0/8"), "loopback"},
      {network("168.63.129.16/32"), "cloud metadata"},
      {network("169.254.169.254/32"), "cloud metadata"},
      {network("169.254.0.0/16"), "link-local"},
      {network("172.16.0.0/12"), "private"},
      {network("192.0.0.0/24"), "reserved"},
      {network("192.0.2.0/24"), "reserved"},
      {network("192.88.99.0/24"), "reserved"},
      {network("192.168.0.0/16"), "private"},
      {network("198.18.0.0/15"), "reserved"},
      {network("198.51.100.0/24"), "reserved"},
      {network("203.0.113.0/24"), "reserved"},
      {network("224.0.0.0/4"), "multicast"},
      {network("240.0.0.0/4"), "reserved"},
      {network("::/128"), "unspecified"},
      {network("::1/128"), "loopback"},
      {network("::ffff:0:0/96"), "IPv4-mapped"},
      {network("::/96"), "reserved"},
      {network("64:ff9b:1::/48"), "private"},
      {network("100::/64"), "reserved"},
      {network("2001::/23"), "reserved"},
      {network("2001:db8::/32"), "reserved"},
      {network("3fff::/20"), "reserved"},
      {network("5f00::/16"), "reserved"},
      {network("fd00:ec2::254/128"), "cloud metadata"},
      {network("fc00::/7"), "unique local"},
      {network("fe80::/10"), "link-local"},
      {network("fec0::/10"), "private"},
      {network("ff00::/8"), "multicast"},
  };
  return kRules;
}

const std::vector<Carrier>& carriers() {
  static const std::vector<Carrier> kCarriers{{network("64:ff9b::/96"), 12},
                                              {network("2002::/16"), 2}};
  return kCarriers;
}

}  // namespace

std::string_view refusedBecause(const net::IpAddress& address) {
  for (const Rule& rule : rules()) {
    if (rule.network.contains(address)) return rule.reason;
  }
  for (const Carrier& carrier : carriers()) {
    if (!carrier.network.contains(address)) continue;
    net::IpAddress inner;
    std::copy_n(address.bytes.begin() + static_cast<std::ptrdiff_t>(carrier.first_byte), 4,
                inner.bytes.begin());
    return refusedBecause(inner);
  }
  return {};
}

}  // namespace itops::outbound
