#pragma once

#include <libpq-fe.h>

#include <string>
#include <string_view>
#include <utility>

#include "itops/error.hpp"

namespace itops {

/// What a failure means for the caller.
enum class SqlErrorClass {
  kConnection,  ///< the connection is gone; a fresh one may work
  kStalePlan,   ///< prepared statements no longer fit the tables; a fresh session works
  kTimeout,
  kContention,  ///< deadlock, lock time-out, serialisation failure
  kResources,   ///< the server is full: connections, memory, disk
  kStatement,   ///< the statement or its values are wrong
};

/// Thrown when a session can't go on but a fresh one may, so that the same work can be repeated.
/// To everybody outside this module it is Error(kUnavailable, "database_unavailable").
class SessionLost : public Error {
 public:
  explicit SessionLost(const std::string& log_detail);
};

/// A statement that PostgreSQL refused: Error(kInternal, "database_error"), with what a developer's
/// terminal may show.
class StatementError : public Error {
 public:
  /// `position`: of the offending word in the SQL, in characters from 1; 0 when unknown.
  StatementError(const std::string& log_detail, std::string server_message, int position)
      : Error(ErrorKind::kInternal, "database_error", "The database refused a statement.",
              log_detail),
        server_message_(std::move(server_message)),
        position_(position) {}

  const std::string& serverMessage() const { return server_message_; }
  int position() const { return position_; }

 private:
  std::string server_message_;
  int position_;
};

/// The class of a failed answer. `source_function` is the server's C function, empty if unknown;
/// it alone tells a stale plan from other unsupported things. [any]
SqlErrorClass classifySqlError(std::string_view sqlstate, std::string_view source_function);

/// Throws what PostgresDatabase documents for that class; `result` may be null. [any]
[[noreturn]] void throwSqlError(SqlErrorClass error_class, const std::string& log_detail,
                                const PGresult* result = nullptr);

/// The class as a metric's label, which is the error's code without `database_`. [any]
const char* sqlErrorLabel(SqlErrorClass error_class);

/// SQLSTATE, statement name, message and constraint of a failed answer. The server's DETAIL is left
/// out: it quotes values. [any]
std::string describeSqlError(const char* statement, const PGresult* result);

}  // namespace itops
