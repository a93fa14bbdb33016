#include "directory_ids.hpp"

#include <array>
#include <cstdio>

#include "filter_text.hpp"

namespace itops::ldap_auth {
namespace {

constexpr std::string_view kDn = "dn=";

std::string hexOf(const std::string& bytes) {
  std::string text;
  for (const char c : bytes) {
    std::array<char, 3> two;
    std::snprintf(two.data(), two.size(), "%02x", static_cast<unsigned char>(c));
    text += two.data();
  }
  return text;
}

std::string bytesOf(std::string_view hex) {
  std::string bytes;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(at, 2)), nullptr, 16));
  }
  return bytes;
}

}  // namespace

const std::vector<std::string>& idAttributes() {
  static const std::vector<std::string> kAttributes{"entryUUID", "objectGUID", "ipaUniqueID",
                                                    "nsUniqueId"};
  return kAttributes;
}

std::string externalIdOf(const DirectorySettings& settings, const LdapEntry& person) {
  const auto of = [&](const std::string& attribute) {
    const auto value = person.first(attribute);
    return value.empty() ? std::string() : attribute + "=" + hexOf(value);
  };
  if (!settings.id_attribute.empty()) return of(settings.id_attribute);
  for (const auto& attribute : idAttributes()) {
    if (auto id = of(attribute); !id.empty()) return id;
  }
  return std::string(kDn) + person.dn();
}

std::string filterOfId(const std::string& external_id) {
  if (external_id.starts_with(kDn)) return {};
  const auto equals = external_id.find('=');
  if (equals == std::string::npos) return {};
  return "(" + external_id.substr(0, equals) + "=" +
         escapedValue(bytesOf(std::string_view(external_id).substr(equals + 1))) + ")";
}

std::string dnOfId(const std::string& external_id) {
  return external_id.starts_with(kDn) ? external_id.substr(kDn.size()) : std::string();
}

}  // namespace itops::ldap_auth
