#include "events/delivery_round.hpp"

#include <random>

#include "events/event_json.hpp"
#include "http/percent.hpp"
#include "itops/error.hpp"
#include "logging/escape.hpp"

namespace itops::events {
namespace {

constexpr std::size_t kErrorBytesMax = 1'000;

double jitter() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::uniform_real_distribution<>(0, 1)(random);
}

/// Not longer than an operator reads, and nothing that PostgreSQL refuses.
std::string storable(std::string_view error) {
  const std::string_view cut = cutAtCharacter(error, kErrorBytesMax);
  if (http::plainUtf8(cut)) return std::string(cut);
  std::string escaped;
  appendEscaped(escaped, cut);
  return escaped;
}

}  // namespace

RoundResult DeliveryRound::run(Transaction& transaction) {
  DeliveryRepository repository(transaction);
  repository.checkAtOnce();
  result_.served = repository.tryLock(consumer_id_);
  if (!result_.served) return result_;
  const auto due = repository.due(consumer_id_, clock_.now(), options_.batch_max);
  result_.taken = static_cast<int>(due.size());
  if (due.empty()) {
    result_.next_due_at = repository.nextDueAt(consumer_id_);
    return result_;
  }
  deliverAll(transaction, due);
  repository.remove(consumer_id_, delivered_);
  repository.save(consumer_id_, changes_);
  result_.delivered = static_cast<int>(delivered_.size());
  return result_;
}

void DeliveryRound::saveLoss(Transaction& transaction, const Error& error) {
  if (!last_call_) return;
  changes_.clear();
  noteFailure(*last_call_, error.what(), error.logDetail());
  DeliveryRepository(transaction).save(consumer_id_, changes_);
}

void DeliveryRound::deliverAll(Transaction& transaction, const std::vector<DueDelivery>& due) {
  const auto end = std::chrono::steady_clock::now() + options_.batch_time_max;
  for (const DueDelivery& one : due) {
    if (const auto until = order_.waitsUntil(one.predecessor)) {
      order_.putOff(one.event_id, *until);
      changes_.push_back({one.event_id, one.attempts, *until, std::nullopt, std::nullopt});
      continue;
    }
    deliver(transaction, one);
    if (std::chrono::steady_clock::now() >= end) return;
  }
}

void DeliveryRound::deliver(Transaction& transaction, const DueDelivery& due) {
  const Call call{due.event_id, due.attempts};
  try {
    const JsonEventReader reader(due.payload);
    transaction.savepoint([&] {
      last_call_ = call;
      consume_(transaction, reader, due.delivery);
    });
  } catch (const Error& error) {
    return noteFailure(call, error.what(), error.logDetail());
  } catch (const std::exception& error) {
    return noteFailure(call, error.what(), {});
  } catch (...) {
    return noteFailure(call, "The consumer threw what is no std::exception.", {});
  }
  delivered_.push_back(due.event_id);
  order_.finish(due.event_id);
}

// When the connection is lost all that follows fails at once, and nothing of this is committed.
void DeliveryRound::noteFailure(const Call& call, const std::string& error,
                                const std::string& detail) {
  if (result_.failed++ == 0) {
    result_.error = error;
    result_.detail = detail;
  }
  const Timestamp now = clock_.now();
  DeliveryChange change{call.event_id, call.attempts + 1, now, std::nullopt, storable(error)};
  if (change.attempts >= options_.retry.attempts_max) {
    ++result_.dead;
    change.dead_at = now;
    order_.finish(call.event_id);
  } else {
    change.next_attempt_at += retryDelay(change.attempts, options_.retry, jitter());
    order_.putOff(call.event_id, change.next_attempt_at);
  }
  changes_.push_back(std::move(change));
}

}  // namespace itops::events
