#include "events/event_handlers.hpp"

#include "events/dead_letter_json.hpp"
#include "events/dead_letter_repository.hpp"
#include "itops/error.hpp"
#include "itops/json/json_text.hpp"
#include "itops/query.hpp"

namespace itops::events {
namespace {

namespace json = boost::json;

constexpr std::string_view kDeadList = "events.dead";

std::optional<std::string> cursorAfter(const std::optional<DeliveryId>& last) {
  if (!last) return std::nullopt;
  return encodeCursor(kDeadList, {std::to_string(last->consumer_id), last->event_id});
}

Error noSuchDelivery() {
  return Error(ErrorKind::kNotFound, "dead_delivery_not_found",
               "There is no such dead delivery; it may have been tried again or deleted. See GET "
               "/api/v1/events/dead.");
}

/// What changes, for the audit trail.
std::string deadCount(std::int64_t count) {
  return json::serialize(json::object{{"dead", count}});
}

std::string requiredConsumer(const Request& request) {
  if (auto name = request.query("consumer"); name && !name->empty()) return *name;
  throw Error(ErrorKind::kInvalid, "query_invalid",
              "The query must name the consumer whose dead deliveries are to be tried again.", {},
              {{"consumer", "Expected a name of GET /api/v1/events/consumers."}});
}

}  // namespace

DeadLetterFilter deadLetterFilterFrom(const Request& request) {
  QueryReader reader(request);
  DeadLetterFilter filter;
  filter.consumer = reader.text("consumer");
  filter.type = reader.text("type");
  filter.limit = reader.limit();
  if (const auto cursor = reader.cursor(kDeadList, QueryReader::KeyType::kText)) {
    filter.after = parseDeliveryId(std::to_string(cursor->id) + "." + cursor->key);
    if (!filter.after) reader.wrong("cursor", "Expected the nextCursor of an answer to this list.");
  }
  reader.throwIfWrong();
  return filter;
}

Response EventHandlers::consumers(const Request& /*request*/) {
  json::array items;
  for (const ConsumerLag& lag : DeadLetterRepository(database_).consumers()) {
    items.push_back(consumerJson(lag, clock_.now()));
  }
  return {.body = json::serialize(json::object{{"items", std::move(items)}})};
}

Response EventHandlers::dead(const Request& request) {
  const auto page = DeadLetterRepository(database_).list(deadLetterFilterFrom(request));
  json::array items;
  for (const DeadLetter& letter : page.items) items.push_back(deadLetterJson(letter));
  return {.body = pageText(std::move(items), cursorAfter(page.next))};
}

Response EventHandlers::retry(const Request& request) {
  const auto id = parseDeliveryId(request.parameter("id"));
  if (!id) throw noSuchDelivery();
  database_.transact([&](Transaction& transaction) {
    const auto consumer = DeadLetterRepository::retry(transaction, *id, clock_.now());
    if (!consumer) throw noSuchDelivery();
    audit_.record(transaction, request,
                  {.action = "event_delivery.retry",
                   .object_type = "event_delivery",
                   .object_id = toString(*id),
                   .object_name = *consumer,
                   .before = deadCount(1),
                   .after = deadCount(0)});
  });
  return {.status = 202, .body = R"({"retried":1})"};
}

Response EventHandlers::retryAll(const Request& request) {
  const std::string consumer = requiredConsumer(request);
  std::int64_t count = 0;
  database_.transact([&](Transaction& transaction) {
    const auto retried = DeadLetterRepository::retryAll(transaction, consumer, clock_.now());
    if (!retried) {
      throw Error(ErrorKind::kNotFound, "consumer_not_found",
                  "There is no consumer of that name; see GET /api/v1/events/consumers.");
    }
    count = *retried;
    audit_.record(transaction, request,
                  {.action = "event_consumer.retry",
                   .object_type = "event_consumer",
                   .object_id = consumer,
                   .object_name = consumer,
                   .before = deadCount(count),
                   .after = deadCount(0)});
  });
  return {.status = 202, .body = json::serialize(json::object{{"retried", count}})};
}

}  // namespace itops::events
