#include "events/delivery_round.hpp"

#include <random>
#include <utility>

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

DeliveryChange putOff(const DueDelivery& due, Timestamp until) {
  return {due.event_id, due.attempts, until, std::nullopt, std::nullopt};
}

}  // namespace

ConsumerCode takingOne(
    std::function<void(Transaction&, const EventReader&, const Delivery&)> consume) {
  return {[consume = std::move(consume)](Transaction& transaction,
                                         std::span<const StoredDelivery> deliveries) {
            consume(transaction, *deliveries.front().event, *deliveries.front().delivery);
          },
          false};
}

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
  if (!deliverTogether(transaction, due)) deliverOneByOne(transaction, due);
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

/// False, with nothing written or noted, when each is to be delivered alone.
bool DeliveryRound::deliverTogether(Transaction& transaction, const std::vector<DueDelivery>& due) {
  if (!together_) return false;
  KeyOrder order;
  std::vector<const DueDelivery*> ready;
  std::vector<DeliveryChange> waiting;
  for (const DueDelivery& one : due) {
    if (const auto until = order.waitsUntil(one.predecessor)) {
      order.putOff(one.event_id, *until);
      waiting.push_back(putOff(one, *until));
    } else {
      order.finish(one.event_id);
      ready.push_back(&one);
    }
  }
  if (ready.size() < 2 || !consumeTogether(transaction, ready)) return false;
  for (const DueDelivery* one : ready) delivered_.push_back(one->event_id);
  changes_ = std::move(waiting);
  return true;
}

/// One that fails is found, and noted, when each is tried alone.
bool DeliveryRound::consumeTogether(Transaction& transaction,
                                    std::span<const DueDelivery* const> ready) {
  try {
    std::vector<JsonEventReader> readers;
    std::vector<StoredDelivery> deliveries;
    readers.reserve(ready.size());
    for (const DueDelivery* one : ready) {
      readers.emplace_back(one->payload);
      deliveries.push_back({&readers.back(), &one->delivery});
    }
    transaction.savepoint([&] {
      under_way_together_ = true;
      consume_(transaction, deliveries);
    });
    under_way_together_ = false;
    return true;
  } catch (const std::exception& error) {
    result_.split_because = error.what();
  } catch (...) {
    result_.split_because = "The consumer threw what is no std::exception.";
  }
  return false;
}

void DeliveryRound::deliverOneByOne(Transaction& transaction, const std::vector<DueDelivery>& due) {
  const auto end = std::chrono::steady_clock::now() + options_.batch_time_max;
  for (const DueDelivery& one : due) {
    if (const auto until = order_.waitsUntil(one.predecessor)) {
      order_.putOff(one.event_id, *until);
      changes_.push_back(putOff(one, *until));
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
      under_way_together_ = false;
      const StoredDelivery delivery{&reader, &due.delivery};
      consume_(transaction, {&delivery, 1});
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
