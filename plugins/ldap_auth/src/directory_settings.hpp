#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "itops/auth_provider.hpp"

namespace itops::ldap_auth {

enum class Tls { kStartTls, kLdaps, kNone };

/// A declared directory in types. A value.
struct DirectorySettings {
  std::string key;
  std::vector<std::string> hosts;
  int port = 389;
  Tls tls = Tls::kStartTls;
  std::string ca_file;  ///< empty: the system's
  std::string bind_dn;  ///< empty: anonymous
  Secret bind_password;
  std::string base_dn;
  std::string user_filter;
  std::string group_filter;  ///< empty: the usual attributes
  std::string group_base_dn;
  std::string group_name_attribute;
  std::string group_source;  ///< auto, member, memberUid, memberOf
  std::string name_attribute;
  std::string email_attribute;
  std::string display_name_attribute;
  std::string id_attribute;  ///< empty: what the directory has
  bool nested_groups = true;
  int nesting_depth_max = 10;
  int page_size = 500;
  std::chrono::seconds connect_timeout{5};
  std::chrono::seconds request_timeout{10};
};

/// Reads what the kernel has checked. Pure. [any]
DirectorySettings directorySettings(const ProviderSettings& declared);

}  // namespace itops::ldap_auth
