#include "definition/definition_handlers.hpp"
#include "json_schema.hpp"

namespace itops::sla {
namespace {

constexpr const char* kDefinitionMembers =
    R"("name":{"type":"string","maxLength":255},"tier":{"type":"string"},)"
    R"("uptimeTarget":{"type":["number","null"],"description":"Percent, at most four decimals"},)"
    R"("responseMinutes":{"type":["integer","null"]},"resolutionMinutes":{"type":["integer","null"]},)"
    R"("degradedWeight":{"type":["number","null"],"minimum":0,"maximum":1},)"
    R"("maintenance":{"enum":["exclude","count_up","count_down",null]},)"
    R"("silence":{"enum":["down","unknown",null]},"rollUp":{"enum":["worst","average","any",null]},)"
    R"("timeZone":{"type":["string","null"],"description":"IANA name; null: the platform's"})";

std::string definitionSchema() {
  return std::string(R"({"type":"object","properties":{"id":{"type":"string","format":"uuid"},)") +
         kDefinitionMembers +
         R"(,"fromTier":{"type":"array","items":{"type":"string"},)"
         R"("description":"Members whose figure is that of the tier"},)"
         R"("madeFromTier":{"type":"boolean"},"declared":{"type":"boolean","description":)"
         R"("An agent says its tier and figures, for a group"},"services":{"type":"integer"},)"
         R"("groups":{"type":"integer"},"createdAt":{"type":"string","format":"date-time"}}})";
}

std::string bodySchema(const char* required) {
  return std::string(R"({"type":"object","required":[)") + required + R"(],"properties":{)" +
         kDefinitionMembers + "}}";
}

}  // namespace

void registerDefinitionRoutes(Router& router, DefinitionHandlers& handlers) {
  router.add({Method::kGet,
              "/api/v1/sla/definitions",
              Access::permission("sla.read"),
              {.summary = "SLA definitions by name",
               .query = pageQuery({{"tier", "Those of this tier"}}),
               .response_schema = pageSchema(definitionSchema())},
              [&handlers](const Request& request) { return handlers.list(request); }});
  router.add({Method::kPost,
              "/api/v1/sla/definitions",
              Access::permission("sla.definitions.write"),
              {.summary = "Make an SLA definition",
               .description = "What it doesn't name is that of its tier, or the default.",
               .request_schema = bodySchema(R"("name","tier")"),
               .response_schema = definitionSchema(),
               .statuses = {201}},
              [&handlers](const Request& request) { return handlers.create(request); }});
  router.add({Method::kGet,
              "/api/v1/sla/definitions/{id}",
              Access::permission("sla.read"),
              {.summary = "One SLA definition", .response_schema = definitionSchema()},
              [&handlers](const Request& request) { return handlers.get(request); }});
  router.add({Method::kPatch,
              "/api/v1/sla/definitions/{id}",
              Access::permission("sla.definitions.write"),
              {.summary = "Change an SLA definition",
               .description = "Counts from the next window on. null goes back to the tier's "
                              "figure, or to the default. Tier and figures of one that an agent "
                              "declares are changed in Git.",
               .request_schema = bodySchema(""),
               .response_schema = definitionSchema()},
              [&handlers](const Request& request) { return handlers.change(request); }});
  router.add({Method::kDelete,
              "/api/v1/sla/definitions/{id}",
              Access::permission("sla.definitions.write"),
              {.summary = "Delete an SLA definition that nobody has",
               .description = "409 names who has it.",
               .statuses = {204}},
              [&handlers](const Request& request) { return handlers.remove(request); }});
}

}  // namespace itops::sla
