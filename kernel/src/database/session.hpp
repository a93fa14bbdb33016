#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "database/database_metrics.hpp"
#include "database/options.hpp"
#include "database/pg_result.hpp"
#include "database/poco_connection.hpp"
#include "database/sql_error.hpp"
#include "itops/database.hpp"

namespace itops {

/// One connection to PostgreSQL with its prepared statements. Used by one thread at a time.
///
/// Statements run on libpq's PGconn under their own names, every value in text form.
///
/// Errors are those of PostgresDatabase. When the session can't be used any more, a SessionLost is
/// thrown or `usable()` turns false.
class Session {
 public:
  /// Connects. Throws Error(kUnavailable, "database_unavailable") when that fails,
  /// Error(kInternal, "database_too_old") when the server is older than PostgreSQL 15.
  Session(const std::string& connection_string, const DatabaseOptions& options,
          DatabaseMetrics& metrics);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Runs one statement, prepared on its first use here.
  Rows execute(const Statement& statement, std::span<const Value> values);

  template <class... Values>
  Rows run(const Statement& statement, Values&&... values) {
    if constexpr (sizeof...(Values) == 0) {
      return execute(statement, {});
    } else {
      const std::array<Value, sizeof...(Values)> list{Value(std::forward<Values>(values))...};
      return execute(statement, list);
    }
  }

  /// Runs one or more statements without parameters; the answer is dropped. `name` is for messages.
  void runScript(const char* name, std::string_view sql);

  /// Runs one command without parameters, such as COMMIT, together with what is queued.
  void command(const char* name, const char* sql);

  /// Queues a statement. It is sent with the next one that is waited for (libpq's pipeline mode);
  /// when it fails, those behind it don't run, and its error is thrown there.
  void queue(const Statement& statement, std::span<const Value> values);
  /// Queues one command without parameters, such as BEGIN.
  void queueCommand(const char* name, const char* sql);
  /// Sends what is queued and waits for it. Without effect when nothing is.
  void settle();

  /// Waits for notifications of the channels that this session LISTENs to and delivers all that
  /// have come. False when nothing did within `timeout`; true also when `wake_descriptor` is
  /// readable.
  bool awaitNotifications(
      int wake_descriptor, std::chrono::milliseconds timeout,
      const std::function<void(std::string_view channel, std::string_view payload)>& deliver);

  /// Lifts the time-outs of this session, on both sides.
  void liftTimeouts();

  /// False once the connection is lost or given up; then only the destructor may be called.
  bool usable() const;
  /// True inside a transaction, failed ones included.
  bool inTransaction() const;
  /// True when a statement of the open transaction failed, so that it can't commit.
  bool transactionFailed() const;
  /// Looks, without a round trip, whether the server has closed this idle connection.
  bool stillConnected() const;

 private:
  struct Prepared {
    std::string sql;
    prometheus::Histogram* duration;
  };

  PGconn* connection() const { return connection_.get(); }
  const Prepared& prepare(const Statement& statement);
  int send(const Statement& statement, std::span<const Value> values);
  void enqueue(const char* name, const std::function<int()>& send);
  void checkSent(const char* name, int sent);
  PgResult exchange(const char* name, const std::function<int()>& send);
  PgResult finishPipeline();
  PgResult nextResult(const char* name);
  void leavePipeline(const char* name);
  PgResult awaitResult(const char* name);
  void awaitInput(const char* name, std::chrono::steady_clock::time_point deadline);
  void check(const char* name, const PGresult* result);
  [[noreturn]] void fail(const char* name, const PGresult* result);
  [[noreturn]] void giveUp(const char* name, SqlErrorClass error_class, const std::string& reason);

  PocoConnection connection_;
  DatabaseMetrics& metrics_;
  std::map<std::string, Prepared, std::less<>> prepared_;
  /// Longest wait for an answer; empty for no limit.
  std::optional<std::chrono::milliseconds> answer_timeout_;
  bool given_up_ = false;
  std::vector<const char*>
      queued_;  ///< names of what the pipeline holds; empty: not in pipeline mode
};

}  // namespace itops
