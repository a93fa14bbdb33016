#include "identity/callers.hpp"

#include "identity/api_key_repository.hpp"
#include "identity/session_repository.hpp"
#include "identity/snapshot_repository.hpp"

namespace itops::identity {
namespace {

/// The longest that auth.access_token_lifetime can be, whatever it is today: tokens that were
/// signed under another setting count to their end.
constexpr std::chrono::hours kTokenLifetimeMax{24};
/// A token that was signed just before its session ended lives no longer than this behind it.
constexpr std::chrono::minutes kMargin{5};

bool same(const Principal& a, const Principal& b) {
  return a.name == b.name && a.permissions == b.permissions && a.node_prefix == b.node_prefix;
}

}  // namespace

void Callers::refresh() {
  const std::lock_guard lock(refreshing_);
  const auto before = authenticator_.snapshot();
  if (before->version != identityVersion(database_)) {
    const auto after = loadSnapshot(database_, permissions_, local_enabled_,
                                    clock_.now() - kTokenLifetimeMax - kMargin);
    authenticator_.replace(after);
    noteChanges(*before, *after);
  }
  tell();
}

void Callers::refreshAfterChange() noexcept {
  try {
    refresh();
  } catch (const std::exception&) {
    // The job follows in two seconds and says what is wrong.
  }
}

void Callers::tellExpired() {
  const std::lock_guard lock(refreshing_);
  const auto now = clock_.now();
  const auto since = expired_until_.value_or(now);
  for (const auto& [digest, key] : authenticator_.snapshot()->keys) {
    const bool over = key.expires_at && *key.expires_at > since && *key.expires_at <= now;
    if (over) untold_.insert(key.principal->name);
  }
  untold_.merge(namesOfExpiredSessions(database_, since, now));
  expired_until_ = now;
  tell();
}

/// Who could not be told of stays to be told of.
void Callers::tell() {
  while (!untold_.empty()) {
    on_change_(*untold_.begin());
    untold_.erase(untold_.begin());
  }
}

void Callers::noteChanges(const auth::IdentitySnapshot& before,
                          const auth::IdentitySnapshot& after) {
  for (const auto& [uuid, principal] : before.people) {
    const auto known = after.people.find(uuid);
    if (known == after.people.end() || !same(*principal, *known->second)) {
      untold_.insert(principal->name);
    }
  }
  for (const auto& [session, account] : after.ended_sessions) {
    const auto known = after.people.find(account);
    if (before.ended_sessions.contains(session) || known == after.people.end()) continue;
    untold_.insert(known->second->name);
  }
  for (const auto& [digest, key] : before.keys) {
    const auto known = after.keys.find(digest);
    if (known == after.keys.end() || !same(*key.principal, *known->second.principal)) {
      untold_.insert(key.principal->name);
    }
  }
}

void Callers::noteKeyUses() {
  noteApiKeyUses(database_, authenticator_.takeLastUses());
}

}  // namespace itops::identity
