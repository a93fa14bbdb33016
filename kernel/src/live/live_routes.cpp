#include "live/live_routes.hpp"

namespace itops::live {
namespace {

constexpr const char* kOwner = "kernel";

constexpr const char* kTicketSchema = R"({"type":"object","required":["ticket","expiresAt"],
  "properties":{"ticket":{"type":"string"},"expiresAt":{"type":"string","format":"date-time"}}})";

Route liveRoute() {
  return {Method::kGet,
          "/api/v1/live",
          Access::authenticated(),
          {.summary = "Events as they happen (Server-Sent Events)",
           .description =
               "An endless answer of blocks `id`, `event` (the type) and `data` (`{id, type, path, "
               "occurredAt, publishedAt, data}`), with a heartbeat in between. The header "
               "`Last-Event-ID` resumes behind an `id`; `live.gap` comes first where events behind "
               "it are no longer kept. A caller sees the types that its permissions allow. With "
               "`ticket` no key is needed.",
           .query = {{"type",
                      "Types separated by commas, such as `service.status_changed`, or "
                      "beginnings of types, such as `service.`"},
                     {"path", "A service, or a node with everything below it"},
                     {"lastEventId", "As the header, which counts if both are there"},
                     {"ticket", "From POST /api/v1/live/ticket, for EventSource"}},
           .response_type = "text/event-stream"}};
}

}  // namespace

void registerLiveRoutes(http::RouteTable& routes, LiveHandlers& handlers) {
  routes.addStream(
      kOwner, liveRoute(),
      [&handlers](const Request& request, const std::shared_ptr<http::Stream>& stream) {
        return handlers.open(request, stream);
      });
  routes.add(kOwner,
             {Method::kPost,
              "/api/v1/live/ticket",
              Access::authenticated(),
              {.summary = "A ticket that opens one live stream within 30 seconds",
               .description = "For browsers, whose EventSource can't send a key: "
                              "`GET /api/v1/live?ticket=...` on any replica, once.",
               .response_schema = kTicketSchema,
               .statuses = {201}},
              [&handlers](const Request& request) { return handlers.issueTicket(request); }});
}

}  // namespace itops::live
