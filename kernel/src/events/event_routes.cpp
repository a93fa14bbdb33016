#include "events/event_routes.hpp"

#include "itops/query.hpp"

namespace itops::events {
namespace {

#define ITOPS_TIME_SCHEMA R"({"type":"string","format":"date-time"})"

constexpr const char* kDeadSchema =
    R"({"type":"object","required":["items","nextCursor"],"properties":{)"
    R"("items":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},)"
    R"("consumer":{"type":"string"},"owner":{"type":"string"},)"
    R"("eventId":{"type":"string","format":"uuid"},"type":{"type":"string"},)"
    R"("orderingKey":{"type":"string"},"occurredAt":)" ITOPS_TIME_SCHEMA
    R"(,"publishedAt":)" ITOPS_TIME_SCHEMA R"(,"deadAt":)" ITOPS_TIME_SCHEMA
    R"(,"attempts":{"type":"integer"},"error":{"type":"string"},"payload":{"type":"object"}}}},)"
    R"("nextCursor":{"type":["string","null"]}}})";

constexpr const char* kConsumersSchema =
    R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{)"
    R"("type":"object","properties":{"name":{"type":"string"},"owner":{"type":"string"},)"
    R"("type":{"type":"string"},"registeredAt":)" ITOPS_TIME_SCHEMA
    R"(,"seenAt":)" ITOPS_TIME_SCHEMA
    R"(,"forgotten":{"type":"boolean"},"pending":{"type":"integer"},)"
    R"("failing":{"type":"integer"},"dead":{"type":"integer"},)"
    R"("oldestPublishedAt":{"type":["string","null"],"format":"date-time"},)"
    R"("lagSeconds":{"type":"number"}}}}}})";

constexpr const char* kRetriedSchema =
    R"({"type":"object","required":["retried"],"properties":{"retried":{"type":"integer"}}})";

using Function = Response (EventHandlers::*)(const Request&);

Handler bind(EventHandlers& handlers, Function function) {
  return [&handlers, function](const Request& request) { return (handlers.*function)(request); };
}

void registerReading(Router& router, EventHandlers& handlers) {
  const auto read = Access::permission("events.read");
  router.add({Method::kGet,
              "/api/v1/events/consumers",
              read,
              {.summary = "List consumers of events with what they have still to be told",
               .description = "`failing` are pending deliveries that failed at least once; "
                              "`lagSeconds` is the age of the oldest pending one.",
               .response_schema = kConsumersSchema},
              bind(handlers, &EventHandlers::consumers)});
  router.add({Method::kGet,
              "/api/v1/events/dead",
              read,
              {.summary = "List deliveries that were given up, the newest event first",
               .query = pageQuery({{"consumer", "Name of a consumer"},
                                   {"type", "Type of event, such as service.status_changed/1"}}),
               .response_schema = kDeadSchema},
              bind(handlers, &EventHandlers::dead)});
}

}  // namespace

void registerEventRoutes(Router& router, EventHandlers& handlers) {
  registerReading(router, handlers);
  const auto retry = Access::permission("events.retry");
  router.add({Method::kPost,
              "/api/v1/events/dead/{id}/retry",
              retry,
              {.summary = "Try a dead delivery again",
               .description = "It begins with its first attempt. Later events of its ordering key "
                              "may have been delivered meanwhile.",
               .response_schema = kRetriedSchema,
               .statuses = {202}},
              bind(handlers, &EventHandlers::retry)});
  router.add({Method::kPost,
              "/api/v1/events/dead/retry",
              retry,
              {.summary = "Try all dead deliveries of a consumer again",
               .query = {{"consumer", "Name of the consumer"}},
               .response_schema = kRetriedSchema,
               .statuses = {202}},
              bind(handlers, &EventHandlers::retryAll)});
}

}  // namespace itops::events
