#include "period/overview_handlers.hpp"
#include "period/overview_json.hpp"

namespace itops::sla {
namespace {

constexpr const char* kLimitSchema =
    R"({"type":"integer","minimum":1,"maximum":500,"default":100})";

}  // namespace

void registerOverviewRoutes(Router& router, OverviewHandlers& handlers) {
  router.add(
      {.method = Method::kGet,
       .path = "/api/v1/sla/overview",
       .access = Access::permission("sla.read"),
       .doc = {.summary = "How all services and groups do this month",
               .description = "Of the current month so far, without archived services. `groups` "
                              "has the 100 that need somebody most. Worked out at most once a "
                              "second.",
               .response_schema = overviewSchema()},
       .handler = [&handlers](const Request& request) { return handlers.overview(request); }});
  router.add(
      {.method = Method::kGet,
       .path = "/api/v1/sla/groups",
       .access = Access::permission("sla.read"),
       .doc = {.summary = "SLA groups with their figures, by name",
               .description = "The figures are those of the current month so far; `today` has "
                              "those of the day.",
               .query = {{"limit", "Groups in the answer", kLimitSchema},
                         {"cursor", "`nextCursor` of the page before"}},
               .response_schema = groupsSchema()},
       .handler = [&handlers](const Request& request) { return handlers.groups(request); }});
  router.add(
      {.method = Method::kGet,
       .path = "/api/v1/sla/groups/{name}",
       .access = Access::permission("sla.read"),
       .doc = {.summary = "An SLA group with its members",
               .description = "All members, whoever put them there, by path and page by page: "
                              "`limit` and `cursor` are about them.",
               .query = {{"limit", "Members in the answer", kLimitSchema},
                         {"cursor", "`nextCursor` of the page before"}},
               .response_schema = groupSchema()},
       .handler = [&handlers](const Request& request) { return handlers.group(request); }});
}

}  // namespace itops::sla
