#include "incident/incident_handlers.hpp"
#include "json_schema.hpp"

namespace itops::sla {
namespace {

constexpr const char* kIncidentMembers =
    R"("id":{"type":"string","format":"uuid"},"serviceId":{"type":"string","format":"uuid"},)"
    R"("path":{"type":"string"},"criticality":{"type":"string"},)"
    R"("source":{"type":"string","enum":["MONITORING"]},)"
    R"("state":{"type":"string","enum":["open","closed"]},)"
    R"("openedAt":{"type":"string","format":"date-time"},)"
    R"("recoveredAt":{"type":["string","null"]},"closedAt":{"type":["string","null"]},)"
    R"("closeReason":{"enum":["recovered","archived",null]},"durationSeconds":{"type":"integer"},)"
    R"("flaps":{"type":"integer","description":"How often it went down again meanwhile"},)"
    R"("message":{"type":"string"},"acknowledgedAt":{"type":["string","null"]},)"
    R"("acknowledgedBy":{"type":["string","null"]},"excluded":{"type":"boolean"})";

constexpr const char* kComments =
    R"("comments":{"type":"array","items":{"type":"object","properties":{)"
    R"("madeAt":{"type":"string","format":"date-time"},"author":{"type":"string"},)"
    R"("text":{"type":"string"}}}})";

constexpr const char* kChangeSchema =
    R"({"type":"object","properties":{"acknowledged":{"type":"boolean","const":true},)"
    R"("comment":{"type":"string","maxLength":4000},"excluded":{"type":"boolean","const":true},)"
    R"("reason":{"type":"string","maxLength":1000}}})";

constexpr const char* kSummarySchema =
    R"({"type":"object","properties":{"from":{"type":"string","format":"date-time"},)"
    R"("to":{"type":"string","format":"date-time"},"count":{"type":"integer"},)"
    R"("open":{"type":"integer"},"mttrMinutes":{"type":["number","null"]},)"
    R"("mtbfMinutes":{"type":["number","null"]},"downMinutes":{"type":"number"}}})";

std::string objectSchema(const std::string& members) {
  return R"({"type":"object","properties":{)" + members + "}}";
}

std::string oneSchema() {
  return objectSchema(std::string(kIncidentMembers) + "," + kComments);
}

void addListRoute(Router& router, IncidentHandlers& handlers) {
  router.add({Method::kGet,
              "/api/v1/sla/incidents",
              Access::permission("sla.read"),
              {.summary = "Incidents, newest first",
               .query = pageQuery({{"path", "Of this service, or below this node"},
                                   {"group", "Of services that were in this SLA group then"},
                                   {"state", "Only open or only closed ones",
                                    R"({"type":"string","enum":["open","closed"]})"},
                                   {"from", "Those that have a part after it", kTimeSchema},
                                   {"to", "Those that opened before it", kTimeSchema}}),
               .response_schema = pageSchema(objectSchema(kIncidentMembers))},
              [&handlers](const Request& request) { return handlers.list(request); }});
}

void addSummaryRoute(Router& router, IncidentHandlers& handlers) {
  router.add({Method::kGet,
              "/api/v1/sla/incidents/summary",
              Access::permission("sla.read"),
              {.summary = "Number of incidents, mean time to repair and between failures",
               .description = "Of everything without path and group. Excluded incidents are left "
                              "out.",
               .query = {{"path", "Of this service, or below this node"},
                         {"group", "Of the members of this SLA group"},
                         {"from", "First instant, inclusive; 30 days before `to`", kTimeSchema},
                         {"to", "Last instant, exclusive; now", kTimeSchema}},
               .response_schema = kSummarySchema},
              [&handlers](const Request& request) { return handlers.summary(request); }});
}

void addOneRoutes(Router& router, IncidentHandlers& handlers) {
  router.add({Method::kGet,
              "/api/v1/sla/incidents/{id}",
              Access::permission("sla.read"),
              {.summary = "One incident with its comments", .response_schema = oneSchema()},
              [&handlers](const Request& request) { return handlers.get(request); }});
  router.add({Method::kPatch,
              "/api/v1/sla/incidents/{id}",
              Access::permission("sla.incidents.write"),
              {.summary = "Acknowledge, comment on or exclude an incident",
               .description = "To exclude one takes its time out of the figures, for a `reason`. "
                              "That is a correction: it needs `sla.corrections.write`, reaches "
                              "back 90 days and can't be taken back.",
               .request_schema = kChangeSchema,
               .response_schema = oneSchema()},
              [&handlers](const Request& request) { return handlers.change(request); }});
}

}  // namespace

void registerIncidentRoutes(Router& router, IncidentHandlers& handlers) {
  addListRoute(router, handlers);
  addSummaryRoute(router, handlers);
  addOneRoutes(router, handlers);
}

}  // namespace itops::sla
