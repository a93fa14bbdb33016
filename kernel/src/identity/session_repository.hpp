#pragma once

#include <optional>
#include <set>
#include <string>

#include "identity/account.hpp"
#include "itops/database.hpp"

/// SQL of sessions and refresh tokens. All functions throw as Database does. [any]
namespace itops::identity {

/// A session that a refresh token belongs to.
struct StoredSession {
  Uuid uuid;
  Uuid account;
  Timestamp expires_at;
  bool ended = false;
  bool token_used = false;  ///< the token was given in before
};

void insertSession(Transaction& transaction, const Uuid& uuid, std::int64_t account_id,
                   Timestamp now, Timestamp expires_at, const std::string& client_address);
void insertRefreshToken(Transaction& transaction, const Uuid& session, const std::string& digest,
                        Timestamp now);

/// The session of a refresh token, locked, and whether the token was used before; it is used now.
/// Empty for an unknown token.
std::optional<StoredSession> useRefreshToken(Transaction& transaction, const std::string& digest,
                                             Timestamp now);

/// Ends a session; nothing happens when it has ended or is not known.
void endSession(Transaction& transaction, const Uuid& uuid, const std::string& reason,
                Timestamp now);
/// Ends all sessions of an account; how many there were.
std::int64_t endSessionsOf(Transaction& transaction, std::int64_t account_id,
                           const std::string& reason, Timestamp now);

/// Deletes sessions that expired or ended before the instant.
/// Names of those with a session whose lifetime ended in between.
std::set<std::string> namesOfExpiredSessions(Database& database, Timestamp after, Timestamp until);

std::int64_t deleteSessions(Database& database, Timestamp before);

}  // namespace itops::identity
