#include "database/postgres_transaction.hpp"

#include "database/sql_error.hpp"

namespace itops {

PostgresTransaction::~PostgresTransaction() {
  rollBack();
}

Rows PostgresTransaction::execute(const Statement& statement, std::span<const Value> values) {
  return session_.execute(statement, values);
}

void PostgresTransaction::savepoint(const std::function<void()>& body) {
  const std::string name = "s" + std::to_string(++depth_);
  try {
    session_.runScript("transaction.savepoint", "SAVEPOINT " + name);
    body();
    if (session_.transactionFailed()) {
      throwSqlError(SqlErrorClass::kStatement, "a statement failed and its error was swallowed");
    }
    session_.runScript("transaction.release", "RELEASE SAVEPOINT " + name);
  } catch (...) {
    undoTo(name);
    --depth_;
    throw;
  }
  --depth_;
}

/// Whatever goes wrong here makes the session unusable or leaves the transaction failed; both are
/// found at the next statement, while the caller gets the error that brought us here.
void PostgresTransaction::undoTo(const std::string& savepoint) {
  if (!session_.usable()) return;
  try {
    session_.runScript("transaction.undo",
                       "ROLLBACK TO SAVEPOINT " + savepoint + "; RELEASE SAVEPOINT " + savepoint);
  } catch (const Error&) {
  }
}

void PostgresTransaction::commit() {
  if (session_.transactionFailed()) {
    throwSqlError(SqlErrorClass::kStatement,
                  "nothing was committed: a statement failed and its error was swallowed");
  }
  session_.runScript("transaction.commit", "COMMIT");
}

/// A session that stays inside its transaction is closed by the pool, which rolls back as well.
void PostgresTransaction::rollBack() noexcept {
  if (!session_.usable() || !session_.inTransaction()) return;
  try {
    session_.runScript("transaction.rollback", "ROLLBACK");
  } catch (const std::exception&) {
  }
}

}  // namespace itops
