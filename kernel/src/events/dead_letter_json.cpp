#include "events/dead_letter_json.hpp"

#include <algorithm>

namespace itops::events {

boost::json::object deadLetterJson(const DeadLetter& letter) {
  return {{"id", toString(letter.id)},
          {"consumer", letter.consumer},
          {"owner", letter.owner},
          {"eventId", letter.event_id.toString()},
          {"type", letter.type},
          {"orderingKey", letter.ordering_key},
          {"occurredAt", formatTimestamp(letter.occurred_at)},
          {"publishedAt", formatTimestamp(letter.published_at)},
          {"deadAt", formatTimestamp(letter.dead_at)},
          {"attempts", letter.attempts},
          {"error", letter.error},
          {"payload", boost::json::parse(letter.payload)}};
}

boost::json::object consumerJson(const ConsumerLag& lag, Timestamp now) {
  boost::json::value oldest = nullptr;
  std::chrono::duration<double> age{0};
  if (lag.oldest_published_at) {
    oldest = formatTimestamp(*lag.oldest_published_at);
    age = now - *lag.oldest_published_at;
  }
  return {{"name", lag.name},
          {"owner", lag.owner},
          {"type", lag.event_type},
          {"registeredAt", formatTimestamp(lag.registered_at)},
          {"seenAt", formatTimestamp(lag.seen_at)},
          {"forgotten", lag.forgotten},
          {"pending", lag.pending},
          {"failing", lag.failing},
          {"dead", lag.dead},
          {"oldestPublishedAt", std::move(oldest)},
          {"lagSeconds", std::max(0.0, age.count())}};
}

}  // namespace itops::events
