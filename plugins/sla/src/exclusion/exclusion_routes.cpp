#include "exclusion/exclusion_handlers.hpp"
#include "json_schema.hpp"

namespace itops::sla {
namespace {

constexpr const char* kScopeMembers =
    R"("path":{"type":"string","description":"A service, or a node with all below it"},)"
    R"("group":{"type":"string","description":"Name of an SLA group"},)"
    R"("all":{"type":"boolean","description":"true: everything"})";

constexpr const char* kStartMembers =
    R"("reason":{"type":"string","maxLength":1000},)"
    R"("plannedEndAt":{"type":"string","format":"date-time"},)"
    R"("startedAt":{"type":"string","format":"date-time","description":"In the past: a correction"})";

constexpr const char* kStopMembers =
    R"("id":{"type":"string","format":"uuid"},"reason":{"type":"string","maxLength":1000},)"
    R"("endedAt":{"type":"string","format":"date-time","description":"In the past: a correction"})";

constexpr const char* kWindowSchema =
    R"({"type":"object","properties":{"id":{"type":"string","format":"uuid"},)"
    R"("path":{"type":["string","null"]},"group":{"type":["string","null"]},)"
    R"("all":{"type":"boolean"},"reason":{"type":"string"},"open":{"type":"boolean"},)"
    R"("startedAt":{"type":"string","format":"date-time"},)"
    R"("plannedEndAt":{"type":["string","null"]},"endedAt":{"type":["string","null"]},)"
    R"("startedBy":{"type":"string"},"endedBy":{"type":["string","null"]},)"
    R"("createdAt":{"type":"string","format":"date-time"}}})";

constexpr const char* kCorrectionSchema =
    R"({"type":"object","properties":{"id":{"type":"string","format":"uuid"},)"
    R"("kind":{"type":"string","enum":["incident","exclusion_window"]},)"
    R"("scope":{"type":"string","description":"A path, `group:NAME` or `all`"},)"
    R"("from":{"type":"string","format":"date-time"},"to":{"type":"string","format":"date-time"},)"
    R"("exclusionWindowId":{"type":["string","null"]},"incidentId":{"type":["string","null"]},)"
    R"("madeAt":{"type":"string","format":"date-time"},)"
    R"("author":{"type":"string"},"reason":{"type":"string"}}})";

std::string bodySchema(const char* members, const char* required) {
  return std::string(R"({"type":"object","required":[)") + required + R"(],"properties":{)" +
         kScopeMembers + "," + members + "}}";
}

Route startRoute(ExclusionHandlers& handlers) {
  return {.method = Method::kPost,
          .path = "/api/v1/sla/exclusion-window/start",
          .access = Access::permission("sla.exclusions.write"),
          .doc = {.summary = "Start an exclusion window",
                  .description = "From now on until it is stopped, or until its planned end, time "
                                 "of the scope doesn't count. Windows may overlap. A start in the "
                                 "past is a correction: it needs `sla.corrections.write`, reaches "
                                 "back at most 90 days, and has the figures counted again.",
                  .request_schema = bodySchema(kStartMembers, R"("reason")"),
                  .response_schema = kWindowSchema,
                  .statuses = {201}},
          .handler = [&handlers](const Request& request) { return handlers.start(request); }};
}

Route replanRoute(ExclusionHandlers& handlers) {
  return {
      .method = Method::kPatch,
      .path = "/api/v1/sla/exclusion-windows/{id}",
      .access = Access::permission("sla.exclusions.write"),
      .doc = {.summary = "Change the planned end of an open exclusion window",
              .description = "To a time ahead, or to null: until it is stopped.",
              .request_schema =
                  R"({"type":"object","required":["plannedEndAt"],"properties":{"plannedEndAt":{)"
                  R"("type":["string","null"],"format":"date-time"}}})",
              .response_schema = kWindowSchema},
      .handler = [&handlers](const Request& request) { return handlers.replan(request); }};
}

Route stopRoute(ExclusionHandlers& handlers) {
  return {.method = Method::kPost,
          .path = "/api/v1/sla/exclusion-window/stop",
          .access = Access::permission("sla.exclusions.write"),
          .doc = {.summary = "Stop an exclusion window",
                  .description = "By `id`, or by its exact scope when one window of it is open. An "
                                 "end in the past is a correction, as for the start.",
                  .request_schema = bodySchema(kStopMembers, ""),
                  .response_schema = kWindowSchema},
          .handler = [&handlers](const Request& request) { return handlers.stop(request); }};
}

Route listRoute(ExclusionHandlers& handlers) {
  return {.method = Method::kGet,
          .path = "/api/v1/sla/exclusion-windows",
          .access = Access::permission("sla.read"),
          .doc = {.summary = "Exclusion windows, newest first",
                  .query = pageQuery(
                      {{"open", "Only open ones, or only ended ones", R"({"type":"boolean"})"},
                       {"path", "Those of this path or of one below it"},
                       {"group", "Those of this SLA group"},
                       {"from", "Those that end after it", kTimeSchema},
                       {"to", "Those that start before it", kTimeSchema}}),
                  .response_schema = pageSchema(kWindowSchema)},
          .handler = [&handlers](const Request& request) { return handlers.list(request); }};
}

Route correctionsRoute(ExclusionHandlers& handlers) {
  return {
      .method = Method::kGet,
      .path = "/api/v1/sla/corrections",
      .access = Access::permission("sla.read"),
      .doc = {.summary = "Corrections of time that had passed, newest first",
              .query = pageQuery({{"kind", "What was corrected",
                                   R"({"type":"string","enum":["incident","exclusion_window"]})"},
                                  {"path", "Those of this path or of one below it"},
                                  {"from", "Those that change time after it", kTimeSchema},
                                  {"to", "Those that change time before it", kTimeSchema}}),
              .response_schema = pageSchema(kCorrectionSchema)},
      .handler = [&handlers](const Request& request) { return handlers.corrections(request); }};
}

}  // namespace

void registerExclusionRoutes(Router& router, ExclusionHandlers& handlers) {
  router.add(startRoute(handlers));
  router.add(replanRoute(handlers));
  router.add(stopRoute(handlers));
  router.add(listRoute(handlers));
  router.add(correctionsRoute(handlers));
}

}  // namespace itops::sla
