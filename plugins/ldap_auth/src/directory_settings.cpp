#include "directory_settings.hpp"

#include <charconv>

namespace itops::ldap_auth {
namespace {

int number(const ProviderSettings& declared, std::string_view name, int otherwise) {
  const std::string text = declared.text(name);
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string textOr(const ProviderSettings& declared, std::string_view name,
                   const std::string& otherwise) {
  auto text = declared.text(name);
  return text.empty() ? otherwise : text;
}

Tls tlsOf(const std::string& word) {
  if (word == "none") return Tls::kNone;
  return word == "ldaps" ? Tls::kLdaps : Tls::kStartTls;
}

}  // namespace

DirectorySettings directorySettings(const ProviderSettings& declared) {
  DirectorySettings settings;
  settings.key = declared.key;
  const auto hosts = declared.values.find("hosts");
  if (hosts != declared.values.end()) settings.hosts = hosts->second;
  settings.tls = tlsOf(declared.text("tls"));
  settings.port = number(declared, "port", settings.tls == Tls::kLdaps ? 636 : 389);
  settings.ca_file = declared.text("caFile");
  settings.bind_dn = declared.text("bindDn");
  settings.bind_password = declared.bind_password;
  settings.base_dn = declared.text("baseDn");
  settings.user_filter = textOr(declared, "userFilter", "(uid=%s)");
  settings.group_filter = declared.text("groupFilter");
  settings.group_base_dn = textOr(declared, "groupBaseDn", settings.base_dn);
  settings.group_name_attribute = textOr(declared, "groupNameAttr", "cn");
  settings.group_source = textOr(declared, "groupSource", "auto");
  settings.name_attribute = textOr(declared, "userAttrs.username", "uid");
  settings.email_attribute = textOr(declared, "userAttrs.email", "mail");
  settings.display_name_attribute = textOr(declared, "userAttrs.displayName", "displayName");
  settings.id_attribute = declared.text("userAttrs.id");
  settings.nested_groups = declared.text("nestedGroups") != "false";
  settings.nesting_depth_max = number(declared, "nestingDepthMax", 10);
  settings.page_size = number(declared, "pageSize", 500);
  settings.connect_timeout = std::chrono::seconds(number(declared, "connectTimeoutSeconds", 5));
  settings.request_timeout = std::chrono::seconds(number(declared, "requestTimeoutSeconds", 10));
  return settings;
}

}  // namespace itops::ldap_auth
