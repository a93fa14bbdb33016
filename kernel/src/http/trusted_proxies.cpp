#include "http/trusted_proxies.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace itops::http {
namespace {

/// 10.0.0.1 that comes as ::ffff:10.0.0.1 is the same place.
net::IpAddress unmapped(const net::IpAddress& address) {
  static constexpr std::array<std::uint8_t, 12> kPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (!address.v6 || !std::equal(kPrefix.begin(), kPrefix.end(), address.bytes.begin())) {
    return address;
  }
  net::IpAddress v4;
  std::copy(address.bytes.begin() + kPrefix.size(), address.bytes.end(), v4.bytes.begin());
  return v4;
}

/// One address of the header, which may have a port, brackets and blanks about it.
std::optional<net::IpAddress> addressIn(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    return end == text.npos ? std::nullopt : net::IpAddress::parse(text.substr(1, end - 1));
  }
  const bool v4_with_port = std::count(text.begin(), text.end(), ':') == 1;
  return net::IpAddress::parse(v4_with_port ? text.substr(0, text.find(':')) : text);
}

}  // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& networks) {
  for (const auto& text : networks) {
    if (const auto network = net::IpNetwork::parse(text)) networks_.push_back(*network);
  }
}

bool TrustedProxies::contains(const ClientAddress& client) const {
  if (!client.address()) return false;
  const auto address = unmapped(*client.address());
  return std::any_of(networks_.begin(), networks_.end(),
                     [&](const auto& network) { return network.contains(address); });
}

ClientAddress TrustedProxies::clientOf(const ClientAddress& peer,
                                       std::string_view forwarded_for) const {
  ClientAddress client = peer;
  while (contains(client) && !forwarded_for.empty()) {
    const auto comma = forwarded_for.rfind(',');
    const auto start = comma == forwarded_for.npos ? 0 : comma + 1;
    const auto next = addressIn(forwarded_for.substr(start));
    if (!next) return client;
    client = ClientAddress(*next);
    forwarded_for = forwarded_for.substr(0, comma == forwarded_for.npos ? 0 : comma);
  }
  return client;
}

}  // namespace itops::http
