#include "identity/callers.hpp"

#include "identity/api_key_repository.hpp"
#include "identity/snapshot_repository.hpp"

namespace itops::identity {
namespace {

/// A token that was signed just before its session ended lives no longer than this behind it.
constexpr std::chrono::minutes kMargin{5};

bool same(const Principal& a, const Principal& b) {
  return a.name == b.name && a.permissions == b.permissions && a.node_prefix == b.node_prefix;
}

}  // namespace

void Callers::refresh() {
  const std::lock_guard lock(refreshing_);
  const auto before = authenticator_.snapshot();
  if (before->version == identityVersion(database_)) return;
  const auto after =
      loadSnapshot(database_, permissions_, clock_.now() - token_lifetime_ - kMargin);
  authenticator_.replace(after);
  tellChanges(*before, *after);
}

void Callers::tellChanges(const auth::IdentitySnapshot& before,
                          const auth::IdentitySnapshot& after) const {
  for (const auto& [uuid, principal] : before.people) {
    const auto known = after.people.find(uuid);
    if (known == after.people.end() || !same(*principal, *known->second)) {
      on_change_(principal->name);
    }
  }
  for (const auto& [session, account] : after.ended_sessions) {
    const auto known = after.people.find(account);
    if (before.ended_sessions.contains(session) || known == after.people.end()) continue;
    on_change_(known->second->name);
  }
  for (const auto& [digest, key] : before.keys) {
    const auto known = after.keys.find(digest);
    if (known == after.keys.end() || !same(*key.principal, *known->second.principal)) {
      on_change_(key.principal->name);
    }
  }
}

void Callers::noteKeyUses() {
  noteApiKeyUses(database_, authenticator_.takeLastUses());
}

}  // namespace itops::identity
