#pragma once

#include "database/session.hpp"
#include "database/session_pool.hpp"

namespace itops {

/// One transaction on a leased session. BEGIN travels with the first statement; should the session
/// prove dead by then, a fresh one takes its place without anybody noticing. Rolls back when
/// destroyed without `commit()`. One thread.
class PostgresTransaction final : public Transaction {
 public:
  /// On a session that stays the same.
  explicit PostgresTransaction(Session& session);
  /// On a pooled session, which is renewed when it is dead.
  explicit PostgresTransaction(SessionPool::Lease& lease);
  PostgresTransaction(const PostgresTransaction&) = delete;
  PostgresTransaction& operator=(const PostgresTransaction&) = delete;
  ~PostgresTransaction();

  Rows execute(const Statement& statement, std::span<const Value> values) override;
  void savepoint(const std::function<void()>& body) override;
  void defer(const Statement& statement, std::span<const Value> values) override;

  /// Throws Error(kInternal, "database_error") when a statement had failed and the body went on
  /// regardless: PostgreSQL would roll back and call it a success.
  void commit();

 private:
  void begin();
  void renewOrRethrow();
  void settleQuietly() noexcept;
  void rollBack() noexcept;
  void undoTo(const std::string& savepoint);

  Session& session() { return lease_ == nullptr ? *session_ : **lease_; }

  Session* session_ = nullptr;           ///< or null: the lease's
  SessionPool::Lease* lease_ = nullptr;  ///< or null: no other session can be had
  bool untouched_ = true;                ///< nothing but BEGIN was sent or queued
  int depth_ = 0;
};

}  // namespace itops
