#include "postgres_session.hpp"

#include <cstdlib>
#include <vector>

namespace itops::test {
namespace {

/// An answer of libpq, freed with this object.
class Answer final : public Rows::Data {
 public:
  explicit Answer(PGresult* result) : result_(result) {}
  ~Answer() override { PQclear(result_); }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  int rowCount() const override { return PQntuples(result_); }
  std::int64_t affectedCount() const override { return std::atoll(PQcmdTuples(result_)); }
  int columnIndex(std::string_view name) const override {
    for (int column = 0; column < PQnfields(result_); ++column) {
      if (PQfname(result_, column) == name) return column;
    }
    return -1;
  }
  bool isNull(int row, int column) const override { return PQgetisnull(result_, row, column) == 1; }
  std::string_view text(int row, int column) const override {
    return {PQgetvalue(result_, row, column),
            static_cast<std::size_t>(PQgetlength(result_, row, column))};
  }

 private:
  PGresult* result_;
};

[[noreturn]] void fail(PGconn* session, const char* statement) {
  const std::string detail = std::string("statement=") + statement + " " + PQerrorMessage(session);
  if (PQstatus(session) != CONNECTION_OK) {
    throw Error(ErrorKind::kUnavailable, "database_unavailable",
                "The database is not available at the moment. Try again in a few seconds.", detail);
  }
  throw Error(ErrorKind::kInternal, "database_error",
              "The database refused a statement; the log says why.", detail);
}

}  // namespace

PGconn* connectSession(const std::string& connection) {
  PGconn* const session = PQconnectdb(connection.c_str());
  if (PQstatus(session) == CONNECTION_OK) return session;
  const std::string detail = PQerrorMessage(session);
  PQfinish(session);
  throw Error(ErrorKind::kUnavailable, "database_unavailable", "The test's database is gone.",
              detail);
}

void closeSession(PGconn* session) {
  PQfinish(session);
}

Rows executeOn(PGconn* session, const Statement& statement, std::span<const Value> values) {
  std::vector<const char*> texts;
  for (const Value& value : values) {
    texts.push_back(value.isNull() ? nullptr : value.text().c_str());
  }
  PGresult* const result = PQexecParams(session, statement.sql, static_cast<int>(texts.size()),
                                        nullptr, texts.data(), nullptr, nullptr, 0);
  auto answer = std::make_unique<Answer>(result);
  const ExecStatusType status = PQresultStatus(result);
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) fail(session, statement.name);
  return Rows(std::move(answer));
}

void runScript(PGconn* session, const std::string& sql) {
  PGresult* const result = PQexec(session, sql.c_str());
  const ExecStatusType status = PQresultStatus(result);
  PQclear(result);
  if (status == PGRES_FATAL_ERROR) fail(session, "script");
}

SessionTransaction::SessionTransaction(PGconn* session) : session_(session) {
  runScript(session_, "BEGIN");
}

SessionTransaction::~SessionTransaction() {
  if (PQtransactionStatus(session_) != PQTRANS_IDLE) PQclear(PQexec(session_, "ROLLBACK"));
}

void SessionTransaction::savepoint(const std::function<void()>& body) {
  const std::string name = "s" + std::to_string(++depth_);
  runScript(session_, "SAVEPOINT " + name);
  try {
    body();
    runScript(session_, "RELEASE SAVEPOINT " + name);
  } catch (...) {
    PQclear(PQexec(session_, ("ROLLBACK TO SAVEPOINT " + name).c_str()));
    --depth_;
    throw;
  }
  --depth_;
}

void SessionTransaction::commit() {
  if (PQtransactionStatus(session_) == PQTRANS_INERROR) {
    throw Error(ErrorKind::kInternal, "database_error",
                "Nothing was committed: a statement failed and its error was swallowed.");
  }
  runScript(session_, "COMMIT");
}

}  // namespace itops::test
