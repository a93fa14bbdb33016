#include "identity/permission_catalog.hpp"

#include <algorithm>
#include <array>

namespace itops::identity {
namespace {

constexpr std::array<std::string_view, 24> kKernelPermissions{
    "accounts.read",  "accounts.write",  "api_keys.read",  "api_keys.write", "audit.read",
    "catalog.delete", "catalog.read",    "catalog.write",  "events.read",    "events.retry",
    "groups.read",    "groups.write",    "jobs.read",      "jobs.run",       "license.activate",
    "license.read",   "plugins.read",    "plugins.switch", "providers.read", "push.write",
    "templates.read", "templates.write", "trust.read",     "trust.write"};

/// Reading that tells of people or of the platform's inside is for those who run it.
constexpr std::array<std::string_view, 6> kGuardedReading{
    "accounts.read", "api_keys.read", "audit.read", "events.read", "jobs.read", "trust.read"};

constexpr std::array<std::string_view, 7> kOperatorActions{
    "push.write",  "catalog.write", "jobs.read",     "jobs.run",
    "events.read", "events.retry",  "templates.read"};

constexpr std::array<std::string_view, 6> kTrustActions{"accounts.read",  "api_keys.read",
                                                        "api_keys.write", "audit.read",
                                                        "groups.read",    "license.activate"};

/// What in a plugin's permission says that it is no day-to-day work.
constexpr std::array<std::string_view, 6> kAdministrative{
    ".definitions.", ".corrections.", ".admin", ".delete", ".configure", ".import"};

template <class List>
bool holds(const List& list, std::string_view permission) {
  return std::find(list.begin(), list.end(), permission) != list.end();
}

bool isForUsers(std::string_view permission) {
  return permission.ends_with(".read") && !holds(kGuardedReading, permission) &&
         permission != "groups.read" && permission != "providers.read";
}

bool isForOperators(std::string_view permission) {
  if (isForUsers(permission) || holds(kOperatorActions, permission)) return true;
  if (holds(kKernelPermissions, permission)) return false;
  return std::none_of(kAdministrative.begin(), kAdministrative.end(), [&](std::string_view word) {
    return permission.find(word) != permission.npos;
  });
}

bool isForTrustAdmins(std::string_view permission) {
  return isForUsers(permission) || holds(kTrustActions, permission) ||
         permission.starts_with("trust.");
}

}  // namespace

PermissionCatalog::PermissionCatalog(const std::vector<std::string>& plugin_permissions)
    : all_(plugin_permissions) {
  all_.insert(all_.end(), kKernelPermissions.begin(), kKernelPermissions.end());
  std::sort(all_.begin(), all_.end());
  all_.erase(std::unique(all_.begin(), all_.end()), all_.end());
}

bool PermissionCatalog::knows(std::string_view permission) const {
  return std::binary_search(all_.begin(), all_.end(), permission);
}

std::vector<std::string> PermissionCatalog::ofBuiltIn(std::string_view group) const {
  if (group == kAdmins) return {"*"};
  bool (*rule)(std::string_view) = group == kUsers         ? isForUsers
                                   : group == kOperators   ? isForOperators
                                   : group == kTrustAdmins ? isForTrustAdmins
                                                           : nullptr;
  std::vector<std::string> permissions;
  if (rule == nullptr) return permissions;
  std::copy_if(all_.begin(), all_.end(), std::back_inserter(permissions), rule);
  return permissions;
}

bool covers(const std::vector<std::string>& held, const std::vector<std::string>& wanted) {
  if (holds(held, "*")) return true;
  return std::all_of(wanted.begin(), wanted.end(),
                     [&](const std::string& one) { return holds(held, one); });
}

}  // namespace itops::identity
