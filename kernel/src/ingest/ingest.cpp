#include "ingest/ingest.hpp"

#include <algorithm>

#include "ingest/batch_transaction.hpp"
#include "ingest/ingest_metrics.hpp"

namespace itops::ingest {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kRetryDelayMin{20};
constexpr milliseconds kRetryDelayMax{500};

Error queueFull() {
  return Error(ErrorKind::kUnavailable, "ingest_busy",
               "Too many pushes are waiting to be written. Repeat the push in a moment.");
}

}  // namespace

Ingest::Ingest(Database& database, EventBus& bus, SinkList& sinks, const PushAnswers& answers,
               IngestOptions options, Logger& logger, MetricsRegistry& metrics)
    : database_(database),
      bus_(bus),
      sinks_(sinks),
      answers_(answers),
      options_(options),
      logger_(logger),
      metrics_(std::make_unique<IngestMetrics>(metrics)),
      cache_(options.cached_services_max),
      writer_([this] { writeForever(); }) {}

Ingest::~Ingest() {
  stop();
}

void Ingest::submit(Push&& push) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_ && waiting_.size() < options_.queue_max) {
      waiting_.push_back(std::move(push));
      if (std::exchange(idle_, false)) wake_.notify_one();
      return;
    }
  }
  metrics_->refused.Increment();
  push.responder.send(answers_.failed(push, queueFull()));
}

void Ingest::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (writer_.joinable()) writer_.join();
}

void Ingest::writeForever() {
  for (auto batch = takeBatch(); !batch.empty(); batch = takeBatch()) {
    std::vector<Push*> pushes;
    pushes.reserve(batch.size());
    for (Push& push : batch) pushes.push_back(&push);
    writeWithRetry(pushes);
  }
}

/// Empty only when the writer is to end.
std::vector<Push> Ingest::takeBatch() {
  std::unique_lock lock(mutex_);
  idle_ = waiting_.empty();
  wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
  idle_ = false;
  std::vector<Push> batch;
  if (waiting_.size() <= options_.batch_rows_max) {
    batch.swap(waiting_);
    waiting_.reserve(batch.capacity());
  } else {
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(options_.batch_rows_max);
    batch.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
    waiting_.erase(waiting_.begin(), end);
  }
  metrics_->waiting.Set(static_cast<double>(waiting_.size()));
  return batch;
}

void Ingest::writeWithRetry(std::span<Push* const> pushes) {
  for (int attempt = 0;; ++attempt) {
    try {
      writeOnce(pushes);
      down_since_.reset();
      return;
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::kUnavailable) return writeHalves(pushes, error);
      if (!waitForRetry(attempt)) return fail(pushes, error);
    } catch (const std::exception& error) {
      return writeHalves(pushes, Error(ErrorKind::kInternal, "internal_error",
                                       "The push could not be stored.", error.what()));
    }
  }
}

/// False when the database has been away for too long. During one outage only the first pushes wait
/// the whole time; those behind them are tried once.
bool Ingest::waitForRetry(int attempt) {
  const auto now = steady_clock::now();
  if (!down_since_) down_since_ = now;
  if (now - *down_since_ >= options_.retry_for) return false;
  metrics_->retries.Increment();
  const auto delay = std::min(kRetryDelayMax, kRetryDelayMin * (1 << std::min(attempt, 6)));
  std::this_thread::sleep_for(delay);
  return true;
}

void Ingest::writeHalves(std::span<Push* const> pushes, const Error& error) {
  if (pushes.size() == 1) {
    logger_.error("A push could not be stored.", {{"requestId", pushes.front()->request_id},
                                                  {"path", pushes.front()->report.path_text},
                                                  {"error", error.what()},
                                                  {"detail", error.logDetail()}});
    return fail(pushes, error);
  }
  metrics_->halved.Increment();
  const std::size_t half = pushes.size() / 2;
  writeWithRetry(pushes.first(half));
  writeWithRetry(pushes.subspan(half));
}

void Ingest::writeOnce(std::span<Push* const> pushes) {
  const auto start = steady_clock::now();
  if (!commit(pushes, true)) commit(pushes, false);
  metrics_->batch_rows.Observe(static_cast<double>(pushes.size()));
  metrics_->batch_seconds.Observe(
      std::chrono::duration<double>(steady_clock::now() - start).count());
}

/// Writes and answers a batch in one transaction. With `trust_cache` false is returned when the
/// batch can't be written that way: the careful attempt finds out why.
bool Ingest::commit(std::span<Push* const> pushes, bool trust_cache) {
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
  metrics_->observations.Increment(static_cast<double>(batch.observationCount()));
  answer(pushes, batch.results());
  return true;
}

// All answers are made before the first one is handed over: the event loop then finds them together
// and wakes up once instead of many times.
void Ingest::answer(std::span<Push* const> pushes, const std::vector<PushResult>& results) {
  std::vector<Response> responses;
  responses.reserve(pushes.size());
  int stored = 0;
  int repeated = 0;
  for (std::size_t i = 0; i < pushes.size(); ++i) {
    stored += results[i].kind == PushResult::Kind::kStored ? 1 : 0;
    repeated += results[i].kind == PushResult::Kind::kRepeated ? 1 : 0;
    responses.push_back(answers_.done(*pushes[i], results[i]));
  }
  for (std::size_t i = 0; i < pushes.size(); ++i) {
    pushes[i]->responder.send(std::move(responses[i]));
  }
  metrics_->stored.Increment(stored);
  metrics_->repeated.Increment(repeated);
}

void Ingest::fail(std::span<Push* const> pushes, const Error& error) {
  metrics_->failed.Increment(static_cast<double>(pushes.size()));
  for (Push* push : pushes) push->responder.send(answers_.failed(*push, error));
}

}  // namespace itops::ingest
