#include "http/trusted_proxies.hpp"

#include <algorithm>
#include <charconv>

namespace itops::http {
namespace {

/// 10.0.0.1 that comes as ::ffff:10.0.0.1 is the same place.
bool isMapped(const ClientAddress& address) {
  static constexpr std::array<std::uint8_t, 12> kPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  return address.isV6() && std::equal(kPrefix.begin(), kPrefix.end(), address.bytes());
}

bool beginAlike(const std::uint8_t* a, const std::uint8_t* b, int bits) {
  const int whole = bits / 8;
  if (!std::equal(a, a + whole, b)) return false;
  const int rest = bits % 8;
  return rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
}

/// One address of the header, which may have a port, brackets and blanks about it.
std::optional<ClientAddress> addressIn(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    return end == text.npos ? std::nullopt : ClientAddress::parse(text.substr(1, end - 1));
  }
  const bool v4_with_port = std::count(text.begin(), text.end(), ':') == 1;
  return ClientAddress::parse(v4_with_port ? text.substr(0, text.find(':')) : text);
}

}  // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& networks) {
  for (const auto& text : networks) {
    if (const auto network = parse(text)) networks_.push_back(*network);
  }
}

std::optional<TrustedProxies::Network> TrustedProxies::parse(std::string_view text) {
  const auto slash = std::min(text.find('/'), text.size());
  const auto address = ClientAddress::parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network network{address->isV6(), {}, address->isV6() ? 128 : 32};
  std::copy_n(address->bytes(), network.bytes.size(), network.bytes.begin());
  if (slash == text.size()) return network;
  int bits = -1;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data() + slash + 1, last, bits);
  if (error != std::errc{} || end != last || bits < 0 || bits > network.prefix_bits) {
    return std::nullopt;
  }
  network.prefix_bits = bits;
  return network;
}

bool TrustedProxies::contains(const ClientAddress& address) const {
  if (!address.isKnown()) return false;
  const bool mapped = isMapped(address);
  const bool v6 = address.isV6() && !mapped;
  const std::uint8_t* bytes = address.bytes() + (mapped ? 12 : 0);
  return std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
    return network.v6 == v6 && beginAlike(network.bytes.data(), bytes, network.prefix_bits);
  });
}

ClientAddress TrustedProxies::clientOf(const ClientAddress& peer,
                                       std::string_view forwarded_for) const {
  ClientAddress client = peer;
  while (contains(client) && !forwarded_for.empty()) {
    const auto comma = forwarded_for.rfind(',');
    const auto start = comma == forwarded_for.npos ? 0 : comma + 1;
    const auto next = addressIn(forwarded_for.substr(start));
    if (!next) return client;
    client = *next;
    forwarded_for = forwarded_for.substr(0, comma == forwarded_for.npos ? 0 : comma);
  }
  return client;
}

}  // namespace itops::http
