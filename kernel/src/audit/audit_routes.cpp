#include "audit/audit_routes.hpp"

#include "itops/query.hpp"

namespace itops::audit {
namespace {

constexpr const char* kTimeSchema = R"({"type":"string","format":"date-time"})";

constexpr const char* kPageSchema =
    R"({"type":"object","required":["items","nextCursor"],"properties":{)"
    R"("items":{"type":"array","items":{"type":"object","properties":{"id":{"type":"integer"},)"
    R"("occurredAt":{"type":"string","format":"date-time"},"actor":{"type":"string"},)"
    R"("actorKind":{"type":"string","enum":["person","key","anonymous"]},)"
    R"("clientAddress":{"type":"string"},"requestId":{"type":"string"},)"
    R"("action":{"type":"string"},"objectType":{"type":"string"},"objectId":{"type":"string"},)"
    R"("objectName":{"type":"string"},"before":{"type":["object","null"]},)"
    R"("after":{"type":["object","null"]}}}},"nextCursor":{"type":["string","null"]}}})";

std::vector<QueryParameter> listQuery() {
  return pageQuery(
      {{"actor", "Name of a person or key"},
       {"action", "Action such as service.update, or its first part, such as service"},
       {"objectType", "Type of the changed object, such as service"},
       {"objectId", "Id of the changed object"},
       {"from", "First instant, inclusive", kTimeSchema},
       {"to", "Last instant, exclusive", kTimeSchema},
       {"q", "Part of the object's name or id, of the actor or of the address, in any case"}});
}

}  // namespace

void registerAuditRoutes(Router& router, AuditHandlers& handlers) {
  router.add({Method::kGet,
              "/api/v1/audit",
              Access::permission("audit.read"),
              {.summary = "List changes by people and keys, newest first",
               .description = "before and after hold the members that changed, secrets as `***`. "
                              "With `Accept: text/csv` the page comes as CSV and the cursor in the "
                              "header `X-Next-Cursor`.",
               .query = listQuery(),
               .response_schema = kPageSchema},
              [&handlers](const Request& request) { return handlers.list(request); }});
}

}  // namespace itops::audit
