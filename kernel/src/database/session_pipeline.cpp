#include <utility>

#include "database/session.hpp"

// Statements that travel together, by libpq's pipeline mode.
namespace itops {

void Session::queue(const Statement& statement, std::span<const Value> values) {
  prepare(statement);
  enqueue(statement.name, [&] { return send(statement, values); });
}

void Session::queueCommand(const char* name, const char* sql) {
  enqueue(name, [&] {
    return PQsendQueryParams(connection(), sql, 0, nullptr, nullptr, nullptr, nullptr, 0);
  });
}

void Session::enqueue(const char* name, const std::function<int()>& send) {
  if (queued_.empty()) checkSent(name, usable() ? PQenterPipelineMode(connection()) : 0);
  checkSent(name, send());
  queued_.push_back(name);
}

void Session::settle() {
  if (!queued_.empty()) finishPipeline();
}

/// Waits for all that is queued and returns the last answer. Of several errors the first counts:
/// what stands behind it was not run.
PgResult Session::finishPipeline() {
  const auto names = std::exchange(queued_, {});
  checkSent(names.back(), PQpipelineSync(connection()));
  PgResult kept;
  PgResult failure;
  const char* failed = nullptr;
  for (const char* name : names) {
    while (PgResult next = nextResult(name)) {
      const ExecStatusType status = PQresultStatus(next.get());
      if (status == PGRES_FATAL_ERROR && failed == nullptr) {
        failed = name;
        failure = std::move(next);
      } else if (status != PGRES_PIPELINE_ABORTED) {
        kept = std::move(next);
      }
    }
  }
  leavePipeline(names.back());
  if (failed != nullptr || !usable())
    check(failed == nullptr ? names.back() : failed, failure.get());
  return kept;
}

PgResult Session::nextResult(const char* name) {
  if (!usable()) return {};
  awaitInput(name, answer_timeout_ ? std::chrono::steady_clock::now() + *answer_timeout_
                                   : std::chrono::steady_clock::time_point::max());
  return PgResult(PQgetResult(connection()));
}

void Session::leavePipeline(const char* name) {
  nextResult(name);  // the answer to the synchronisation point
  if (PQexitPipelineMode(connection()) == 0) given_up_ = true;
}

}  // namespace itops
