#include "definition/definition_handlers.hpp"
#include "json_schema.hpp"

namespace itops::sla {
namespace {

constexpr const char* kOriginSchema = R"({"type":"string","enum":["tier","person","agent"]})";

constexpr const char* kAssignmentSchema =
    R"({"type":"object","properties":{"path":{"type":["string","null"]},)"
    R"("group":{"type":["string","null"]},"definitionId":{"type":"string","format":"uuid"},)"
    R"("definition":{"type":"string"},"tier":{"type":"string"},)"
    R"("origin":{"type":"string","enum":["tier","person","agent"]}}})";

constexpr const char* kBodySchema =
    R"({"type":"object","required":["definition"],"properties":{)"
    R"("path":{"type":"string","description":"Full path of a service"},)"
    R"("group":{"type":"string","description":"Name of an SLA group"},)"
    R"("definition":{"type":"string","description":"Id or name of a definition"}}})";

}  // namespace

void registerAssignmentRoutes(Router& router, DefinitionHandlers& handlers) {
  router.add({Method::kGet,
              "/api/v1/sla/assignments",
              Access::permission("sla.read"),
              {.summary = "Which definition holds for whom: services by path, then groups",
               .query = pageQuery({{"path", "This service, or those below this node"},
                                   {"group", "This SLA group"},
                                   {"definition", "Those that have it: its id or name"},
                                   {"origin", "Why they have it", kOriginSchema}}),
               .response_schema = pageSchema(kAssignmentSchema)},
              [&handlers](const Request& request) { return handlers.listAssignments(request); }});
  router.add({Method::kPut,
              "/api/v1/sla/assignments",
              Access::permission("sla.definitions.write"),
              {.summary = "Assign a definition to a service or a group",
               .description = "Counts from the next window on.",
               .request_schema = kBodySchema,
               .response_schema = kAssignmentSchema},
              [&handlers](const Request& request) { return handlers.assign(request); }});
  router.add({Method::kDelete,
              "/api/v1/sla/assignments",
              Access::permission("sla.definitions.write"),
              {.summary = "Let a service or a group follow its tier again",
               .query = {{"path", "Full path of a service"}, {"group", "Name of an SLA group"}},
               .statuses = {204}},
              [&handlers](const Request& request) { return handlers.release(request); }});
}

}  // namespace itops::sla
