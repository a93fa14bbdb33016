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

/// Between a round that took all there was and the next: at thousands of changes a second rounds of
/// a handful would cost more than the rest of the way, and nobody sees the delay.
constexpr milliseconds kRoundPause{50};

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
  for (Rest rest; sleep(rest);) {
    try {
      rest = serve();
      error_pause_ = kErrorPauseMin;
    } catch (const Error& error) {
      surroundings_.logger.warning("Events could not be delivered; it will be tried again.",
                                   {{"consumer", registration().name},
                                    {"error", error.what()},
                                    {"detail", error.logDetail()}});
      rest = {std::exchange(error_pause_, std::min(error_pause_ * 2, kErrorPauseMax))};
    }
  }
}

/// Until there is something to do; false when the thread is to end.
bool ConsumerWorker::sleep(const Rest& rest) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, rest.time, [&] { return stopping_ || (rest.until_woken && woken_); });
  woken_ = false;
  return !stopping_;
}

/// One round; returns how long to sleep.
ConsumerWorker::Rest ConsumerWorker::serve() {
  const Rest poll{surroundings_.options.poll_interval};
  if (!surroundings_.is_enabled(registration().owner)) return poll;
  const auto slot = surroundings_.slots.take(registration().owner);
  if (!slot) return poll;
  const RoundResult result = runRound();
  report(result);
  return restAfter(result);
}

RoundResult ConsumerWorker::runRound() {
  RoundResult result;
  const bool together = consumer_.code.takes_many && !one_by_one_;
  DeliveryRound round(consumer_id_, consumer_.code.consume, together, surroundings_.options,
                      surroundings_.clock);
  try {
    surroundings_.database.transact(
        [&](Transaction& transaction) { result = round.run(transaction); });
    one_by_one_ = false;
  } catch (const Error& error) {
    one_by_one_ = round.lostTogether();
    surroundings_.database.transact(
        [&](Transaction& transaction) { round.saveLoss(transaction, error); });
    throw;
  }
  return result;
}

ConsumerWorker::Rest ConsumerWorker::restAfter(const RoundResult& result) const {
  if (result.taken >= surroundings_.options.batch_max) return {};
  if (result.taken > 0) return {kRoundPause, false};
  const milliseconds poll = surroundings_.options.poll_interval;
  if (!result.next_due_at) return {poll};
  const auto until =
      std::chrono::ceil<milliseconds>(*result.next_due_at - surroundings_.clock.now());
  return {std::clamp(until, milliseconds(1), poll)};
}

void ConsumerWorker::report(const RoundResult& result) {
  metrics_.delivered.Increment(result.delivered);
  metrics_.failed.Increment(result.failed);
  metrics_.dead.Increment(result.dead);
  if (result.failed == 0 && !result.split_because.empty()) {
    surroundings_.logger.info("A consumer took events one by one which it refused together.",
                              {{"consumer", registration().name}, {"error", result.split_because}});
  }
  if (result.failed == 0) return;
  surroundings_.logger.warning("A consumer failed to handle events; they will be tried again.",
                               {{"consumer", registration().name},
                                {"failed", std::to_string(result.failed)},
                                {"givenUp", std::to_string(result.dead)},
                                {"error", result.error},
                                {"detail", result.detail}});
}

}  // namespace itops::events
