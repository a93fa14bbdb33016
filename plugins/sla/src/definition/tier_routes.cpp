#include "definition/definition_handlers.hpp"
#include "json_schema.hpp"

namespace itops::sla {
namespace {

constexpr const char* kTierFigures =
    R"("displayName":{"type":"string"},)"
    R"("uptimeTarget":{"type":"number","description":"Percent, at most four decimals"},)"
    R"("responseMinutes":{"type":"integer","minimum":1},)"
    R"("resolutionMinutes":{"type":"integer","minimum":1})";

std::string tierSchema() {
  return std::string(R"({"type":"object","properties":{"name":{"type":"string"},)") + kTierFigures +
         R"(,"builtIn":{"type":"boolean"},"definitionId":{"type":"string","format":"uuid"},)"
         R"("createdAt":{"type":"string","format":"date-time"}}})";
}

std::string newTierSchema() {
  return std::string(R"({"type":"object","required":["name","uptimeTarget","responseMinutes",)"
                     R"("resolutionMinutes"],"properties":{"name":{"type":"string",)"
                     R"("pattern":"^[a-z0-9_-]{1,63}$"},)") +
         kTierFigures + "}}";
}

std::string tierChangeSchema() {
  return std::string(R"({"type":"object","properties":{)") + kTierFigures + "}}";
}

}  // namespace

void registerTierRoutes(Router& router, DefinitionHandlers& handlers) {
  router.add(
      {Method::kGet,
       "/api/v1/sla/tiers",
       Access::permission("sla.read"),
       {.summary = "Tiers, the strictest first", .response_schema = pageSchema(tierSchema())},
       [&handlers](const Request& request) { return handlers.listTiers(request); }});
  router.add({Method::kPost,
              "/api/v1/sla/tiers",
              Access::permission("sla.definitions.write"),
              {.summary = "Make a tier, with a definition of its name",
               .request_schema = newTierSchema(),
               .response_schema = tierSchema(),
               .statuses = {201}},
              [&handlers](const Request& request) { return handlers.createTier(request); }});
  router.add({Method::kGet,
              "/api/v1/sla/tiers/{name}",
              Access::permission("sla.read"),
              {.summary = "One tier", .response_schema = tierSchema()},
              [&handlers](const Request& request) { return handlers.getTier(request); }});
  router.add({Method::kPatch,
              "/api/v1/sla/tiers/{name}",
              Access::permission("sla.definitions.write"),
              {.summary = "Change a tier",
               .description = "Counts from the next window on, for all definitions that leave the "
                              "figure to their tier.",
               .request_schema = tierChangeSchema(),
               .response_schema = tierSchema()},
              [&handlers](const Request& request) { return handlers.changeTier(request); }});
  router.add({Method::kDelete,
              "/api/v1/sla/tiers/{name}",
              Access::permission("sla.definitions.write"),
              {.summary = "Delete a tier that nobody uses",
               .description = "409 names who uses it. Those of the four criticalities stay.",
               .statuses = {204}},
              [&handlers](const Request& request) { return handlers.removeTier(request); }});
}

}  // namespace itops::sla
