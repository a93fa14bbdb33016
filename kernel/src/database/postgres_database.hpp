#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "database/database_metrics.hpp"
#include "database/options.hpp"
#include "database/session_pool.hpp"
#include "itops/database.hpp"
#include "itops/logger.hpp"
#include "metrics/metrics_registry.hpp"

namespace itops {

/// The kernel's Database: PostgreSQL 15 or newer through a bounded pool of sessions.
///
/// Nothing is connected before the first use, and no thread is started. A session that died while
/// it was idle is replaced before anything is sent; one that dies under a statement is dropped
/// together with all idle ones, as a restart of PostgreSQL kills them all.
///
/// Errors, by `kind()` and `code()`; callers that bisect do so on kInternal and retry on
/// kUnavailable:
/// - kUnavailable `database_busy`: no session became free within `pool_wait`
/// - kUnavailable `database_unavailable`: no connection, connection lost, server out of resources;
///   after a lost COMMIT it is unknown whether the transaction happened
/// - kUnavailable `database_timeout`: the statement time-out struck
/// - kUnavailable `database_contention`: deadlock, lock time-out or serialisation failure
/// - kInternal `database_error`: every other SQL error
/// The log detail has SQLSTATE, statement name and the server's message, never parameter values.
///
/// [any] for all functions. A `transact` inside the body of another one takes a second session and
/// so may end in `database_busy`; don't nest them.
class PostgresDatabase final : public Database {
 public:
  /// Checks the options and the URL. Throws Error(kInvalid, "database_options") naming the option.
  /// `logger` and `metrics` must outlive this object.
  PostgresDatabase(DatabaseOptions options, Logger& logger, MetricsRegistry& metrics);

  void transact(const std::function<void(Transaction&)>& body) override;
  Rows query(const Statement& statement, std::span<const Value> values) override;

  /// Runs several statements separated by semicolons in one implicit transaction, without
  /// parameters or answer, on a connection of its own and without time-outs. For start and tests.
  void runScript(std::string_view sql);

  /// Gives `body` a fresh connection outside the pool, closed when it returns: for session-level
  /// locks and settings. Nobody else uses it meanwhile.
  void withOwnSession(const std::function<void(Session&)>& body);

 private:
  DatabaseOptions options_;
  DatabaseMetrics metrics_;
  SessionPool pool_;
};

}  // namespace itops
