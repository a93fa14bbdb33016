#include "ingest/ingest.hpp"

#include "ingest/batch_transaction.hpp"

namespace itops::ingest {

Ingest::Ingest(Database& database, EventBus& bus, SinkList& sinks, const PushAnswers& answers,
               IngestOptions options, Logger& logger, MetricsRegistry& metrics)
    : database_(database),
      bus_(bus),
      sinks_(sinks),
      answers_(answers),
      options_(options),
      logger_(logger),
      metrics_(metrics, "health"),
      cache_(options.cached_services_max),
      commit_(*this, options.limits, metrics_) {}

Ingest::~Ingest() {
  commit_.stop();
}

void Ingest::write(std::span<Push* const> pushes) {
  if (!tryToCommit(pushes, true)) tryToCommit(pushes, false);
}

/// Writes and answers a batch in one transaction. With `trust_cache` false is returned when the
/// batch can't be written that way: the careful attempt finds out why.
bool Ingest::tryToCommit(std::span<Push* const> pushes, bool trust_cache) {
  BatchTransaction batch(pushes, cache_, bus_, options_.rules, logger_);
  if (trust_cache && !batch.canTrustCache()) return false;
  const auto sinks = sinks_.snapshot();
  try {
    database_.transact(
        [&](Transaction& transaction) { batch.run(transaction, sinks, trust_cache); });
  } catch (const Error& error) {
    const bool away =
        error.kind() == ErrorKind::kUnavailable && error.code() != "database_contention";
    if (trust_cache && !away) return false;
    throw;
  }
  batch.publish();
  metrics_.observations.Increment(static_cast<double>(batch.observationCount()));
  answer(pushes, batch.results());
  return true;
}

// All answers are made before the first one is handed over: the event loop then finds them together
// and wakes up once instead of many times.
void Ingest::answer(std::span<Push* const> pushes, const std::vector<PushResult>& results) {
  std::vector<Response> responses;
  responses.reserve(pushes.size());
  for (std::size_t i = 0; i < pushes.size(); ++i) {
    responses.push_back(answers_.done(*pushes[i], results[i]));
  }
  for (std::size_t i = 0; i < pushes.size(); ++i) {
    pushes[i]->responder.send(std::move(responses[i]));
  }
  metrics_.count(results);
}

void Ingest::fail(std::span<Push* const> pushes, const Error& error) {
  for (Push* push : pushes) push->responder.send(answers_.failed(*push, error));
}

void Ingest::report(const Push& push, const Error& error) {
  logger_.error("A push could not be stored.", {{"requestId", push.request_id},
                                                {"path", push.report.path_text},
                                                {"error", error.what()},
                                                {"detail", error.logDetail()}});
}

void Ingest::refuse(Push& push, const Error& error) {
  push.responder.send(answers_.failed(push, error));
}

}  // namespace itops::ingest
