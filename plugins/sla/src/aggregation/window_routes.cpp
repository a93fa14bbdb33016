#include "aggregation/window_handlers.hpp"
#include "aggregation/window_json.hpp"
#include "json_schema.hpp"

namespace itops::sla {
namespace {

constexpr const char* kAggregatedSchema =
    R"({"type":"object","required":["windows","complete"],"properties":{"windows":{"type":"integer"},)"
    R"("complete":{"type":"boolean","description":"false: more is left than 20 s were enough for"}}})";

}  // namespace

void registerWindowRoutes(Router& router, WindowHandlers& handlers) {
  router.add(
      {.method = Method::kGet,
       .path = "/api/v1/sla/windows",
       .access = Access::permission("sla.read"),
       .doc = {.summary = "Five-minute windows of a service, oldest first",
               .description = "Milliseconds per class sum to the window. To go on, repeat with "
                              "`from` set to the last `windowEnd`.",
               .query = {{"path", "Full path of the service (required)"},
                         {"from", "First instant, inclusive; 24 hours before `to`", kTimeSchema},
                         {"to", "Last instant, exclusive; now", kTimeSchema},
                         {"limit", "Windows in the answer",
                          R"({"type":"integer","minimum":1,"maximum":500,"default":100})"}},
               .response_schema = windowsSchema()},
       .handler = [&handlers](const Request& request) { return handlers.list(request); }});
  router.add(
      {.method = Method::kPost,
       .path = "/api/v1/sla/aggregate",
       .access = Access::permission("sla.aggregate"),
       .doc = {.summary = "Aggregate now",
               .description = "Handles all windows that ended at least 15 minutes ago and were not "
                              "handled yet, and those that late observations and exclusions "
                              "change, as the job does every five minutes. Stops after 20 s.",
               .response_schema = kAggregatedSchema},
       .handler = [&handlers](const Request& request) { return handlers.aggregate(request); }});
}

}  // namespace itops::sla
