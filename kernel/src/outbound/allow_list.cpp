#include "outbound/allow_list.hpp"

#include <algorithm>

namespace itops::outbound {
namespace {

bool isHostCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_';
}

}  // namespace

std::string normalHost(std::string_view host) {
  std::string normal(host);
  std::transform(normal.begin(), normal.end(), normal.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (normal.ends_with('.')) normal.pop_back();
  return normal;
}

AllowList::AllowList(const std::vector<std::string>& entries) {
  for (const std::string& entry : entries) {
    if (const auto network = net::IpNetwork::parse(entry)) {
      networks_.push_back(*network);
    } else {
      hosts_.push_back(normalHost(entry));
    }
  }
}

bool AllowList::allowsHost(std::string_view host) const {
  return std::find(hosts_.begin(), hosts_.end(), normalHost(host)) != hosts_.end();
}

bool AllowList::allowsAddress(const net::IpAddress& address) const {
  return std::any_of(networks_.begin(), networks_.end(),
                     [&](const net::IpNetwork& network) { return network.contains(address); });
}

bool AllowList::isEntry(std::string_view text) {
  if (net::IpNetwork::parse(text)) return true;
  return !text.empty() && std::all_of(text.begin(), text.end(), isHostCharacter);
}

}  // namespace itops::outbound
