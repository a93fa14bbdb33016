#include "templates/template_routes.hpp"

namespace itops::templates {
namespace {

constexpr const char* kDocumentSchema =
    R"({"type":"object","properties":{"version":{"const":1}},"additionalProperties":)"
    R"({"type":"array","items":{"type":"object"}}})";

constexpr const char* kReportSchema =
    R"({"type":"object","required":["dryRun","sections","warnings"],"properties":{)"
    R"("dryRun":{"type":"boolean"},"sections":{"type":"array","items":{"type":"object",)"
    R"("required":["name","created","updated","unchanged","warnings"],"properties":{)"
    R"("name":{"type":"string"},"created":{"type":"integer"},"updated":{"type":"integer"},)"
    R"("unchanged":{"type":"integer"},)"
    R"("warnings":{"type":"array","items":{"type":"string"}}}}},)"
    R"("warnings":{"type":"array","items":{"type":"string"}}}})";

}  // namespace

void registerTemplateRoutes(Router& router, TemplateHandlers& handlers) {
  router.add({Method::kGet,
              "/api/v1/templates/export",
              Access::permission("templates.read"),
              {.summary = "Export what can be carried to another installation",
               .description = "YAML; with `Accept: application/json` the same as JSON.",
               .query = {{"sections", "Names separated by commas; without them all"}},
               .response_schema = kDocumentSchema,
               .response_type = "application/yaml"},
              [&handlers](const Request& request) { return handlers.exportDocument(request); }});
  router.add({Method::kPost,
              "/api/v1/templates/import",
              Access::permission("templates.write"),
              {.summary = "Import an exported document",
               .description = "YAML or JSON. Adds what is missing, updates what differs, deletes "
                              "nothing; all or nothing.",
               .query = {{"dryRun", "true: only tells what would be done",
                          R"({"type":"boolean","default":false})"}},
               .request_schema = kDocumentSchema,
               .response_schema = kReportSchema},
              [&handlers](const Request& request) { return handlers.importDocument(request); }});
}

}  // namespace itops::templates
