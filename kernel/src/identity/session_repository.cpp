#include "identity/session_repository.hpp"

namespace itops::identity {
namespace {

constexpr Statement kInsertSession{"identity.insert_session", R"(
INSERT INTO kernel.session (uuid, account_id, created_at, expires_at, client_address)
VALUES ($1, $2, $3, $4, $5))"};

constexpr Statement kInsertToken{"identity.insert_refresh_token", R"(
INSERT INTO kernel.refresh_token (digest, session, issued_at) VALUES (decode($1, 'hex'), $2, $3))"};

constexpr Statement kFindToken{"identity.find_refresh_token", R"(
SELECT s.uuid, a.uuid AS account, s.expires_at, s.ended_at IS NOT NULL AS ended,
       t.used_at IS NOT NULL AS used
FROM kernel.refresh_token t
JOIN kernel.session s ON s.uuid = t.session
JOIN kernel.account a ON a.id = s.account_id
WHERE t.digest = decode($1, 'hex') FOR UPDATE OF s, t)"};

constexpr Statement kUseToken{"identity.use_refresh_token", R"(
UPDATE kernel.refresh_token SET used_at = coalesce(used_at, $2) WHERE digest = decode($1, 'hex'))"};

constexpr Statement kEnd{"identity.end_session", R"(
UPDATE kernel.session SET ended_at = $2, end_reason = $3 WHERE uuid = $1 AND ended_at IS NULL)"};

constexpr Statement kEndOfAccount{"identity.end_sessions", R"(
UPDATE kernel.session SET ended_at = $2, end_reason = $3
WHERE account_id = $1 AND ended_at IS NULL)"};

constexpr Statement kExpired{"identity.expired_sessions", R"(
SELECT DISTINCT a.name FROM kernel.session s JOIN kernel.account a ON a.id = s.account_id
WHERE s.expires_at > $1 AND s.expires_at <= $2 AND s.ended_at IS NULL)"};

constexpr Statement kDeleteSessions{"identity.delete_sessions", R"(
DELETE FROM kernel.session WHERE expires_at < $1 OR ended_at < $1)"};

}  // namespace

void insertSession(Transaction& transaction, const Uuid& uuid, std::int64_t account_id,
                   Timestamp now, Timestamp expires_at, const std::string& client_address) {
  transaction.run(kInsertSession, uuid, account_id, now, expires_at, client_address);
}

void insertRefreshToken(Transaction& transaction, const Uuid& session, const std::string& digest,
                        Timestamp now) {
  transaction.run(kInsertToken, digest, session, now);
}

std::optional<StoredSession> useRefreshToken(Transaction& transaction, const std::string& digest,
                                             Timestamp now) {
  const Rows rows = transaction.run(kFindToken, digest);
  if (rows.empty()) return std::nullopt;
  transaction.run(kUseToken, digest, now);
  return StoredSession{rows[0].uuid("uuid"), rows[0].uuid("account"),
                       rows[0].timestamp("expires_at"), rows[0].boolean("ended"),
                       rows[0].boolean("used")};
}

void endSession(Transaction& transaction, const Uuid& uuid, const std::string& reason,
                Timestamp now) {
  transaction.run(kEnd, uuid, now, reason);
}

std::int64_t endSessionsOf(Transaction& transaction, std::int64_t account_id,
                           const std::string& reason, Timestamp now) {
  return transaction.run(kEndOfAccount, account_id, now, reason).affectedCount();
}

std::set<std::string> namesOfExpiredSessions(Database& database, Timestamp after, Timestamp until) {
  std::set<std::string> names;
  for (const auto row : database.run(kExpired, after, until)) names.emplace(row.text("name"));
  return names;
}

std::int64_t deleteSessions(Database& database, Timestamp before) {
  return database.run(kDeleteSessions, before).affectedCount();
}

}  // namespace itops::identity
