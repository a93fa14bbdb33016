#include "events/event_cleaner.hpp"

#include <algorithm>

#include "events/dead_letter_repository.hpp"
#include "events/event_cleaner_repository.hpp"

namespace itops::events {
namespace {

/// A consumer's note is renewed when it is older.
constexpr std::chrono::minutes kNoteInterval{10};

/// Runs a step until it finds less than it may take.
std::int64_t inSteps(const std::function<std::int64_t()>& step) {
  std::int64_t total = 0;
  for (std::int64_t changed = step();; changed = step()) {
    total += changed;
    if (changed < EventCleanerRepository::kStepRows) return total;
  }
}

std::int64_t deleteEvents(EventCleanerRepository& repository, Timestamp published_before) {
  std::int64_t total = 0;
  EventStep step{.goes_on = true};
  while (step.goes_on) {
    step = repository.deleteEvents(step.last_id, published_before);
    total += step.deleted;
  }
  return total;
}

std::string waitedTooLong(std::chrono::milliseconds limit) {
  return "Not delivered within " +
         std::to_string(std::chrono::duration_cast<std::chrono::hours>(limit).count()) +
         " h (events.keep_undelivered); was its plugin off?";
}

}  // namespace

CleaningResult EventCleaner::run() {
  EventCleanerRepository repository(database_);
  const EventOptions& options = bus_.options();
  const Timestamp now = clock_.now();
  const Timestamp undelivered_since = now - options.keep_undelivered;
  CleaningResult result;
  repository.noteSeen(bus_.consumerNames(), now, std::chrono::seconds(0));
  result.forgotten = repository.forget(undelivered_since, now);
  const std::string reason = waitedTooLong(options.keep_undelivered);
  result.given_up = inSteps([&] { return repository.giveUp(undelivered_since, reason, now); });
  result.dead = inSteps([&] { return repository.deleteDead(now - options.keep_dead); });
  result.events = deleteEvents(repository, now - options.keep);
  if (result.given_up > 0) {
    logger_.warning("Events were not delivered in time and are given up.",
                    {{"deliveries", std::to_string(result.given_up)}, {"reason", reason}});
  }
  return result;
}

void EventCleaner::measure() {
  const Timestamp now = clock_.now();
  EventCleanerRepository(database_).noteSeen(bus_.consumerNames(), now, kNoteInterval);
  for (const ConsumerLag& lag : DeadLetterRepository(database_).consumers()) {
    const ConsumerMetrics metrics = bus_.metrics().consumer(lag.name);
    metrics.pending.Set(static_cast<double>(lag.pending));
    const std::chrono::duration<double> age = now - lag.oldest_published_at.value_or(now);
    metrics.lag_seconds.Set(std::max(0.0, age.count()));
  }
}

}  // namespace itops::events
