#pragma once

#include <libpq-fe.h>

#include <string>

#include "itops/database.hpp"
#include "itops/error.hpp"

namespace itops::test {

/// Connects. Throws Error(kUnavailable, "database_unavailable"). The caller closes it.
PGconn* connectSession(const std::string& connection);
void closeSession(PGconn* session);

/// Runs one statement with its values in text form, with the errors of Database.
Rows executeOn(PGconn* session, const Statement& statement, std::span<const Value> values);

/// Runs SQL text without values.
void runScript(PGconn* session, const std::string& sql);

/// BEGIN when it is made, ROLLBACK when it goes without commit().
class SessionTransaction final : public Transaction {
 public:
  explicit SessionTransaction(PGconn* session);
  ~SessionTransaction();
  SessionTransaction(const SessionTransaction&) = delete;
  SessionTransaction& operator=(const SessionTransaction&) = delete;

  Rows execute(const Statement& statement, std::span<const Value> values) override {
    return executeOn(session_, statement, values);
  }
  void savepoint(const std::function<void()>& body) override;
  /// Throws when a statement failed and nobody heard of it.
  void commit();

 private:
  PGconn* session_;
  int depth_ = 0;
};

}  // namespace itops::test
