#include "database/sql_error.hpp"

#include <charconv>

namespace itops {
namespace {

constexpr const char* kUnavailableMessage =
    "The database is not available at the moment. Try again in a few seconds.";

std::string_view field(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

}  // namespace

SessionLost::SessionLost(const std::string& log_detail)
    : Error(ErrorKind::kUnavailable, "database_unavailable", kUnavailableMessage, log_detail) {}

SqlErrorClass classifySqlError(std::string_view sqlstate, std::string_view source_function) {
  const std::string_view group = sqlstate.substr(0, 2);
  if (sqlstate == "0A000" && source_function == "RevalidateCachedQuery") {
    return SqlErrorClass::kStalePlan;
  }
  if (sqlstate == "26000") return SqlErrorClass::kStalePlan;
  // Shut down or crashed (57P0x), ended for idling in a transaction (25P03), and read-only after
  // a fail-over (25006): in each case this session is of no more use.
  if (sqlstate.empty() || group == "08" || sqlstate.starts_with("57P0") || sqlstate == "25P03" ||
      sqlstate == "25006") {
    return SqlErrorClass::kConnection;
  }
  if (sqlstate == "57014") return SqlErrorClass::kTimeout;
  if (sqlstate == "40001" || sqlstate == "40P01" || sqlstate == "55P03") {
    return SqlErrorClass::kContention;
  }
  if (group == "53") return SqlErrorClass::kResources;
  return SqlErrorClass::kStatement;
}

void throwSqlError(SqlErrorClass error_class, const std::string& log_detail,
                   const PGresult* result) {
  switch (error_class) {
    case SqlErrorClass::kConnection:
    case SqlErrorClass::kStalePlan:
      throw SessionLost(log_detail);
    case SqlErrorClass::kTimeout:
      throw Error(ErrorKind::kUnavailable, "database_timeout",
                  "The database took too long. Try again, or ask for less at a time.", log_detail);
    case SqlErrorClass::kContention:
      throw Error(ErrorKind::kUnavailable, "database_contention",
                  "Others were changing the same data at the same time. Try again.", log_detail);
    case SqlErrorClass::kResources:
      throw Error(ErrorKind::kUnavailable, "database_unavailable", kUnavailableMessage, log_detail);
    case SqlErrorClass::kStatement:
      break;
  }
  int position = 0;
  const std::string_view digits = field(result, PG_DIAG_STATEMENT_POSITION);
  std::from_chars(digits.data(), digits.data() + digits.size(), position);
  throw StatementError(log_detail, std::string(field(result, PG_DIAG_MESSAGE_PRIMARY)), position);
}

const char* sqlErrorLabel(SqlErrorClass error_class) {
  switch (error_class) {
    case SqlErrorClass::kConnection:
      return "unavailable";
    case SqlErrorClass::kStalePlan:
      return "stale_plan";
    case SqlErrorClass::kTimeout:
      return "timeout";
    case SqlErrorClass::kContention:
      return "contention";
    case SqlErrorClass::kResources:
      return "resources";
    case SqlErrorClass::kStatement:
      break;
  }
  return "error";
}

std::string describeSqlError(const char* statement, const PGresult* result) {
  std::string text = "statement=" + std::string(statement);
  text.append(" sqlstate=").append(field(result, PG_DIAG_SQLSTATE));
  std::string_view message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  if (message.empty()) message = PQresultErrorMessage(result);
  while (message.ends_with('\n')) message.remove_suffix(1);
  text.append(" message=").append(message);
  const auto constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
  if (!constraint.empty()) text.append(" constraint=").append(constraint);
  return text;
}

}  // namespace itops
