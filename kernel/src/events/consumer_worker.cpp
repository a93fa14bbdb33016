#include "events/consumer_worker.hpp"

#include <algorithm>
#include <utility>

#include "itops/error.hpp"

namespace itops::events {
namespace {

using std::chrono::milliseconds;

/// Between rounds that fail as a whole, such as while the database is away.
constexpr milliseconds kErrorPauseMin{100};
constexpr milliseconds kErrorPauseMax{5'000};

}  // namespace

ConsumerWorker::ConsumerWorker(Consumer consumer, int consumer_id,
                               const WorkerSurroundings& surroundings,
                               const ConsumerMetrics& metrics)
    : consumer_(std::move(consumer)),
      consumer_id_(consumer_id),
      surroundings_(surroundings),
      metrics_(metrics),
      error_pause_(kErrorPauseMin),
      thread_([this] { runForever(); }) {}

ConsumerWorker::~ConsumerWorker() {
  stop();
  thread_.join();
}

void ConsumerWorker::wake() {
  const std::lock_guard lock(mutex_);
  woken_ = true;
  wake_.notify_one();
}

void ConsumerWorker::stop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  wake_.notify_one();
}

void ConsumerWorker::runForever() {
  for (milliseconds pause{0}; sleep(pause);) {
    try {
      pause = serve();
      error_pause_ = kErrorPauseMin;
    } catch (const Error& error) {
      surroundings_.logger.warning("Events could not be delivered; it will be tried again.",
                                   {{"consumer", registration().name},
                                    {"error", error.what()},
                                    {"detail", error.logDetail()}});
      pause = std::exchange(error_pause_, std::min(error_pause_ * 2, kErrorPauseMax));
    }
  }
}

/// Until there is something to do; false when the thread is to end.
bool ConsumerWorker::sleep(milliseconds pause) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, pause, [this] { return woken_ || stopping_; });
  woken_ = false;
  return !stopping_;
}

/// One round; returns how long to sleep.
milliseconds ConsumerWorker::serve() {
  const milliseconds poll = surroundings_.options.poll_interval;
  if (!surroundings_.is_enabled(registration().owner)) return poll;
  const auto slot = surroundings_.slots.take(registration().owner);
  if (!slot) return poll;
  const RoundResult result = runRound();
  report(result);
  return pauseAfter(result);
}

RoundResult ConsumerWorker::runRound() {
  RoundResult result;
  DeliveryRound round(consumer_id_, consumer_.consume, surroundings_.options, surroundings_.clock);
  try {
    surroundings_.database.transact(
        [&](Transaction& transaction) { result = round.run(transaction); });
  } catch (const Error& error) {
    surroundings_.database.transact(
        [&](Transaction& transaction) { round.saveLoss(transaction, error); });
    throw;
  }
  return result;
}

milliseconds ConsumerWorker::pauseAfter(const RoundResult& result) const {
  if (result.taken > 0) return milliseconds(0);
  const milliseconds poll = surroundings_.options.poll_interval;
  if (!result.next_due_at) return poll;
  const auto until =
      std::chrono::ceil<milliseconds>(*result.next_due_at - surroundings_.clock.now());
  return std::clamp(until, milliseconds(1), poll);
}

void ConsumerWorker::report(const RoundResult& result) {
  metrics_.delivered.Increment(result.delivered);
  metrics_.failed.Increment(result.failed);
  metrics_.dead.Increment(result.dead);
  if (result.failed == 0) return;
  surroundings_.logger.warning("A consumer failed to handle events; they will be tried again.",
                               {{"consumer", registration().name},
                                {"failed", std::to_string(result.failed)},
                                {"givenUp", std::to_string(result.dead)},
                                {"error", result.error},
                                {"detail", result.detail}});
}

}  // namespace itops::events
