#include "database/postgres_transaction.hpp"

#include <utility>

#include "database/sql_error.hpp"

namespace itops {

PostgresTransaction::PostgresTransaction(Session& session) : session_(&session) {
  begin();
}

PostgresTransaction::PostgresTransaction(SessionPool::Lease& lease) : lease_(&lease) {
  begin();
}

PostgresTransaction::~PostgresTransaction() {
  rollBack();
}

void PostgresTransaction::begin() {
  try {
    session().queueCommand("transaction.begin", "BEGIN");
  } catch (const SessionLost&) {
    renewOrRethrow();
    session().queueCommand("transaction.begin", "BEGIN");
  }
}

/// Called while an exception is handled.
void PostgresTransaction::renewOrRethrow() {
  if (lease_ == nullptr) throw;
  lease_->renew();
}

Rows PostgresTransaction::execute(const Statement& statement, std::span<const Value> values) {
  const bool first = std::exchange(untouched_, false);
  try {
    return session().execute(statement, values);
  } catch (const SessionLost&) {
    if (!first) throw;
    renewOrRethrow();
    begin();
    return session().execute(statement, values);
  }
}

void PostgresTransaction::defer(const Statement& statement, std::span<const Value> values) {
  untouched_ = false;
  session().queue(statement, values);
}

void PostgresTransaction::savepoint(const std::function<void()>& body) {
  const std::string name = "s" + std::to_string(++depth_);
  untouched_ = false;
  try {
    session().queueCommand("transaction.savepoint", ("SAVEPOINT " + name).c_str());
    body();
    session().settle();
    if (session().transactionFailed()) {
      throwSqlError(SqlErrorClass::kStatement, "a statement failed and its error was swallowed");
    }
    session().queueCommand("transaction.release", ("RELEASE SAVEPOINT " + name).c_str());
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
  if (!session().usable()) return;
  settleQuietly();
  try {
    session().runScript("transaction.undo",
                        "ROLLBACK TO SAVEPOINT " + savepoint + "; RELEASE SAVEPOINT " + savepoint);
  } catch (const Error&) {
  }
}

void PostgresTransaction::commit() {
  if (session().transactionFailed()) {
    throwSqlError(SqlErrorClass::kStatement,
                  "nothing was committed: a statement failed and its error was swallowed");
  }
  session().command("transaction.commit", "COMMIT");
}

/// What is queued must be answered before anything else can be said, and is going to be undone.
void PostgresTransaction::settleQuietly() noexcept {
  try {
    session().settle();
  } catch (const std::exception&) {
  }
}

/// A session that stays inside its transaction is closed by the pool, which rolls back as well.
void PostgresTransaction::rollBack() noexcept {
  if (!session().usable()) return;
  settleQuietly();
  if (!session().usable() || !session().inTransaction()) return;
  try {
    session().runScript("transaction.rollback", "ROLLBACK");
  } catch (const std::exception&) {
  }
}

}  // namespace itops
