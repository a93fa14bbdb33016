#include "database/session.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

namespace itops {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kServerVersionMin = 150'000;

/// Keeps the server's notices (`relation exists, skipping`) off the process's stderr.
void dropNotice(void*, const PGresult*) {}

int pollMilliseconds(Clock::time_point deadline) {
  if (deadline == Clock::time_point::max()) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
  return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

}  // namespace

Session::Session(const std::string& connection_string, const DatabaseOptions& options,
                 DatabaseMetrics& metrics)
    : connection_(connection_string), metrics_(metrics) {
  if (options.statement_timeout.count() > 0) {
    answer_timeout_ = options.statement_timeout + options.answer_margin;
  }
  PQsetNoticeReceiver(connection(), dropNotice, nullptr);
  PQsetnonblocking(connection(), 1);
  const int version = PQserverVersion(connection());
  if (version < kServerVersionMin) {
    throw Error(ErrorKind::kInternal, "database_too_old",
                "The database is PostgreSQL " + std::to_string(version / 10'000) +
                    "; 15 or newer is needed.");
  }
  metrics_.connects.Increment();
}

Rows Session::execute(const Statement& statement, std::span<const Value> values) {
  const Prepared& prepared = prepare(statement);
  const auto begun = Clock::now();
  PgResult result = exchange(statement.name, [&] { return send(statement, values); });
  prepared.duration->Observe(std::chrono::duration<double>(Clock::now() - begun).count());
  return Rows(std::make_unique<PgResultRows>(std::move(result)));
}

int Session::send(const Statement& statement, std::span<const Value> values) {
  std::vector<const char*> texts(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    texts[i] = values[i].isNull() ? nullptr : values[i].text().c_str();
  }
  return PQsendQueryPrepared(connection(), statement.name, static_cast<int>(texts.size()),
                             texts.data(), nullptr, nullptr, 0);
}

const Session::Prepared& Session::prepare(const Statement& statement) {
  const auto known = prepared_.find(statement.name);
  if (known != prepared_.end()) {
    if (known->second.sql == statement.sql) return known->second;
    throw Error(ErrorKind::kInternal, "database_error", "The database refused a statement.",
                std::string("two statements are named ") + statement.name + "; rename one of them");
  }
  exchange(statement.name,
           [&] { return PQsendPrepare(connection(), statement.name, statement.sql, 0, nullptr); });
  Prepared prepared{statement.sql, &metrics_.duration(statement.name)};
  return prepared_.emplace(statement.name, std::move(prepared)).first->second;
}

void Session::runScript(const char* name, std::string_view sql) {
  settle();  // several statements in one text don't fit into a pipeline
  const std::string text(sql);
  exchange(name, [&] { return PQsendQuery(connection(), text.c_str()); });
}

void Session::command(const char* name, const char* sql) {
  exchange(name, [&] {
    return PQsendQueryParams(connection(), sql, 0, nullptr, nullptr, nullptr, nullptr, 0);
  });
}

void Session::liftTimeouts() {
  runScript("session.lift_timeouts",
            "SET statement_timeout = 0; SET lock_timeout = 0;"
            "SET idle_in_transaction_session_timeout = 0");
  answer_timeout_.reset();
}

PgResult Session::exchange(const char* name, const std::function<int()>& send) {
  if (!queued_.empty()) {
    enqueue(name, send);
    return finishPipeline();
  }
  checkSent(name, usable() ? send() : 0);
  return awaitResult(name);
}

void Session::checkSent(const char* name, int sent) {
  if (sent != 0 && usable()) return;
  const std::string detail =
      "statement=" + std::string(name) + " message=" + PQerrorMessage(connection());
  if (usable()) throwSqlError(SqlErrorClass::kStatement, detail);
  metrics_.errors(sqlErrorLabel(SqlErrorClass::kConnection)).Increment();
  throw SessionLost(detail);
}

/// A script answers once per statement; the first failure counts, else the last answer.
PgResult Session::awaitResult(const char* name) {
  const auto deadline =
      answer_timeout_ ? Clock::now() + *answer_timeout_ : Clock::time_point::max();
  PgResult kept;
  while (true) {
    awaitInput(name, deadline);
    PgResult next(PQgetResult(connection()));
    if (!next) break;
    const ExecStatusType status = PQresultStatus(next.get());
    if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) {
      giveUp(name, SqlErrorClass::kStatement, "COPY to or from the client isn't supported");
    }
    if (!kept || PQresultStatus(kept.get()) != PGRES_FATAL_ERROR) kept = std::move(next);
  }
  check(name, kept.get());
  return kept;
}

void Session::awaitInput(const char* name, Clock::time_point deadline) {
  while (true) {
    const int unsent = PQflush(connection());
    if (unsent < 0 || (unsent == 0 && PQisBusy(connection()) == 0)) return;
    const auto events = static_cast<short>(unsent > 0 ? POLLIN | POLLOUT : POLLIN);
    pollfd socket{PQsocket(connection()), events, 0};
    const int ready = poll(&socket, 1, pollMilliseconds(deadline));
    if (ready == 0) giveUp(name, SqlErrorClass::kTimeout, "no answer from the server");
    if (ready < 0 && errno != EINTR) {
      giveUp(name, SqlErrorClass::kResources, std::strerror(errno));
    }
    if ((socket.revents & ~POLLOUT) != 0 && PQconsumeInput(connection()) == 0) return;
  }
}

void Session::check(const char* name, const PGresult* result) {
  switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
      return;
    default:
      fail(name, result);
  }
}

void Session::fail(const char* name, const PGresult* result) {
  const auto field = [result](int code) {
    const char* text = PQresultErrorField(result, code);
    return std::string_view(text == nullptr ? "" : text);
  };
  const std::string detail = describeSqlError(name, result);
  auto error_class = classifySqlError(field(PG_DIAG_SQLSTATE), field(PG_DIAG_SOURCE_FUNCTION));
  if (!usable()) error_class = SqlErrorClass::kConnection;
  metrics_.errors(sqlErrorLabel(error_class)).Increment();
  if (error_class == SqlErrorClass::kConnection || error_class == SqlErrorClass::kStalePlan) {
    given_up_ = true;
  }
  throwSqlError(error_class, detail, result);
}

/// Not a SessionLost: repeating what the server never answered would double the wait.
void Session::giveUp(const char* name, SqlErrorClass error_class, const std::string& reason) {
  given_up_ = true;
  metrics_.errors(sqlErrorLabel(error_class)).Increment();
  throwSqlError(error_class, "statement=" + std::string(name) + " message=" + reason);
}

bool Session::usable() const {
  return !given_up_ && PQstatus(connection()) == CONNECTION_OK;
}

bool Session::inTransaction() const {
  return PQtransactionStatus(connection()) != PQTRANS_IDLE;
}

bool Session::transactionFailed() const {
  return PQtransactionStatus(connection()) == PQTRANS_INERROR;
}

/// An idle session has nothing to say. Input is a farewell, or a changed parameter of the server,
/// for which a new connection is cheap enough.
bool Session::stillConnected() const {
  pollfd socket{PQsocket(connection()), POLLIN, 0};
  return usable() && poll(&socket, 1, 0) == 0;
}

}  // namespace itops
