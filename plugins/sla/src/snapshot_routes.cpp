#include "json_schema.hpp"
#include "snapshot_handlers.hpp"

namespace itops::sla {
namespace {

constexpr const char* kResponseSchema =
    R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{)"
    R"("type":"object","properties":{"observedAt":{"type":"string","format":"date-time"},)"
    R"("status":{"type":"string","enum":["OPERATIONAL","DEGRADED","DOWN","MAINTENANCE","UNKNOWN"]},)"
    R"("reporter":{"type":"string","enum":["push","agent"]},"holdSeconds":{"type":"integer"},)"
    R"("downAfterSeconds":{"type":"integer","description":"0: silence never means DOWN"}}}}}})";

}  // namespace

void registerSnapshotRoutes(Router& router, SnapshotHandlers& handlers) {
  router.add(
      {.method = Method::kGet,
       .path = "/api/v1/sla/snapshots",
       .access = Access::permission("sla.read"),
       .doc = {.summary = "Stored observations of a service, newest first",
               .description = "To go further back, repeat with `to` set to the last `observedAt`.",
               .query = {{"path", "Full path of the service (required)"},
                         {"from", "First instant, inclusive; 24 hours before `to`", kTimeSchema},
                         {"to", "Last instant, exclusive; now", kTimeSchema},
                         {"limit", "Snapshots in the answer",
                          R"({"type":"integer","minimum":1,"maximum":500,"default":100})"}},
               .response_schema = kResponseSchema},
       .handler = [&handlers](const Request& request) { return handlers.list(request); }});
}

}  // namespace itops::sla
