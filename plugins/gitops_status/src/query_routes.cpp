#include "itops/query.hpp"
#include "query_handlers.hpp"
#include "status_schema.hpp"

namespace itops::gitops {
namespace {

constexpr const char* kFileSchema =
    R"({"type":"object","properties":{"version":{"type":"string","const":"2.0"},)"
    R"("servers":{"type":"object","additionalProperties":{"type":"object"}}}})";

constexpr const char* kHistorySchema =
    R"({"type":"object","properties":{"items":{"type":"array","items":{"type":"object",)"
    R"("properties":{"receivedAt":{"type":"string","format":"date-time"},)"
    R"("source":{"type":"string","enum":["pipeline","cron","v1"]},"status":{"type":"string"},)"
    R"("changedFilesCount":{"type":"integer"},)"
    R"("changedFiles":{"type":"array","items":{"type":"string"}},)"
    R"("validationStatus":{"type":["string","null"]},"commitSha":{"type":["string","null"]},)"
    R"("branch":{"type":["string","null"]},"updatedBy":{"type":["string","null"]}}}},)"
    R"("nextCursor":{"type":["string","null"]}}})";

RouteDoc listDoc(const char* summary, const char* description) {
  return {.summary = summary,
          .description = description,
          .query = listQuery(),
          .response_schema = serverListSchema(),
          .statuses = {200}};
}

void addListRoutes(Router& router, const Access& access, QueryHandlers& handlers) {
  router.add({Method::kGet, "/status", access,
              listDoc("The sync status of all servers",
                      "A flat array by group and host, `[]` when there is none, with all members "
                      "always and in the same order. With an ETag: send it as If-None-Match to be "
                      "answered 304 while nothing changed."),
              [&handlers](const Request& request) { return handlers.all(request); }});
  router.add({Method::kGet, "/status/{server_group}", access,
              listDoc("The sync status of a group's servers", "`[]` for a group without servers."),
              [&handlers](const Request& request) { return handlers.group(request); }});
  router.add({Method::kGet,
              "/status/{server_group}/{host}",
              access,
              {.summary = "The sync status of one server",
               .query = {agesQuery()},
               .response_schema = serverSchema()},
              [&handlers](const Request& request) { return handlers.one(request); }});
}

}  // namespace

void registerQueryRoutes(Router& router, const Access& access, QueryHandlers& handlers) {
  addListRoutes(router, access, handlers);
  router.add({Method::kGet,
              "/api/v1/gitops/export",
              access,
              {.summary = "The sync status of all servers as a status.json of version 2",
               .response_schema = kFileSchema},
              [&handlers](const Request& request) { return handlers.exportFile(request); }});
  router.add({Method::kGet,
              "/api/v1/gitops/servers/{server_group}/{host}/history",
              access,
              {.summary = "What was reported of a server, newest first",
               .description = "Every pipeline run, and of drift checks those that changed the "
                              "status or the files.",
               .query = pageQuery(),
               .response_schema = kHistorySchema},
              [&handlers](const Request& request) { return handlers.history(request); }});
}

}  // namespace itops::gitops
