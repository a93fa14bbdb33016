#include <algorithm>
#include <string>
#include <string_view>

#include "config/kernel_settings.hpp"
#include "net/ip_address.hpp"

namespace itops::config {
namespace {

constexpr int kAllowedMax = 256;

bool isHost(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
  });
}

std::optional<std::string> checkAllowed(std::string_view text) {
  if (!text.empty() && (isHost(text) || net::IpNetwork::parse(text))) return std::nullopt;
  return "a host such as portal.example.org, an address, or a network such as 10.1.0.0/16";
}

std::optional<std::string> checkProxy(std::string_view url) {
  if (url.starts_with("http://") || url.starts_with("https://")) return std::nullopt;
  return "http://HOST:PORT or https://HOST:PORT, also with USER:PASSWORD@ before the host";
}

std::vector<Setting> reachSettings() {
  return {
      {.key = "outbound.allow",
       .help = "Hosts, addresses and networks that plugins may call although they are not on the "
               "public internet: loopback, private, link-local and the like are refused.",
       .items_max = kAllowedMax,
       .check = checkAllowed},
      {.key = "outbound.proxy",
       .type = ConfigType::kSecret,
       .help = "Proxy for plugins' calls. It looks the hosts up, so it has to refuse what they "
               "must not reach. Empty: none, whatever `HTTP_PROXY` says.",
       .minimum = 1,
       .maximum = 1024,
       .check = checkProxy},
      {.key = "outbound.ca_file",
       .help = "PEM file of the authorities that certificates are checked against. Empty: the "
               "system's.",
       .maximum = 1024},
  };
}

std::vector<Setting> boundSettings() {
  return {
      {.key = "outbound.timeout_max",
       .type = ConfigType::kDuration,
       .default_value = "60s",
       .help = "The longest that one call of a plugin may take; plugins ask for less.",
       .minimum = 0.1,
       .maximum = 600},
      {.key = "outbound.response_bytes_max",
       .type = ConfigType::kInteger,
       .default_value = "16777216",
       .help = "The longest answer that a plugin may take; plugins ask for less.",
       .unit = "bytes",
       .minimum = 1024,
       .maximum = 1073741824},
  };
}

}  // namespace

std::vector<Setting> outboundSettings() {
  std::vector<Setting> all = reachSettings();
  for (const Setting& setting : boundSettings()) all.push_back(setting);
  return all;
}

Setting webhookAllowListSetting() {
  return {.key = "security.webhook_host_allowlist",
          .help = "Further entries of `outbound.allow`, under the name of the deployment guide.",
          .items_max = kAllowedMax,
          .check = checkAllowed};
}

}  // namespace itops::config
