#pragma once

#include "database/session.hpp"

namespace itops {

/// One transaction on a session on which BEGIN has succeeded. Rolls back when destroyed without
/// `commit()`. One thread.
class PostgresTransaction final : public Transaction {
 public:
  explicit PostgresTransaction(Session& session) : session_(session) {}
  PostgresTransaction(const PostgresTransaction&) = delete;
  PostgresTransaction& operator=(const PostgresTransaction&) = delete;
  ~PostgresTransaction();

  Rows execute(const Statement& statement, std::span<const Value> values) override;
  void savepoint(const std::function<void()>& body) override;

  /// Throws Error(kInternal, "database_error") when a statement had failed and the body went on
  /// regardless: PostgreSQL would roll back and call it a success.
  void commit();

 private:
  void rollBack() noexcept;
  void undoTo(const std::string& savepoint);

  Session& session_;
  int depth_ = 0;
};

}  // namespace itops
