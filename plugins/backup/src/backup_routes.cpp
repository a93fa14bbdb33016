#include "backup_handlers.hpp"
#include "backup_schema.hpp"
#include "itops/query.hpp"

namespace itops::backup {
namespace {

void addListRoute(Router& router, BackupHandlers& handlers) {
  router.add(
      {Method::kGet,
       "/api/v1/backup",
       Access::permission("backup.read"),
       {.summary = "Services whose backups are expected or were reported, by path",
        .description = "With `Accept: text/csv` the page comes as CSV and the cursor in the header "
                       "`X-Next-Cursor`.",
        .query =
            pageQuery({{"path", "This service, or those below this node"},
                       {"status",
                        "`ok`, `partial`, `failed`, `stale` or `never`, or several "
                        "separated by commas"},
                       {"expected", "Only expected ones, or only others", R"({"type":"boolean"})"},
                       {"q", "Part of the path or the display name"}}),
        .response_schema = pageSchema(backupSchema())},
       [&handlers](const Request& request) { return handlers.list(request); }});
}

void addHistoryRoute(Router& router, BackupHandlers& handlers) {
  router.add({Method::kGet,
              "/api/v1/backup/{id}/history",
              Access::permission("backup.read"),
              {.summary = "Reports about the backups of a service, newest first",
               .query = pageQuery({{"from", "First instant, inclusive", kTimeSchema},
                                   {"to", "Last instant, exclusive", kTimeSchema}}),
               .response_schema = pageSchema(kAttemptSchema)},
              [&handlers](const Request& request) { return handlers.history(request); }});
}

void addOneRoutes(Router& router, BackupHandlers& handlers) {
  router.add({Method::kGet,
              "/api/v1/backup/{id}",
              Access::permission("backup.read"),
              {.summary = "The backups of one service", .response_schema = backupSchema()},
              [&handlers](const Request& request) { return handlers.get(request); }});
  router.add({Method::kPatch,
              "/api/v1/backup/{id}",
              Access::permission("backup.write"),
              {.summary = "Say what is expected of the backups of a service",
               .description = "`null` takes back what was said. 409 names the fields that Git "
                              "declares: they are changed there.",
               .request_schema = kChangeSchema,
               .response_schema = backupSchema()},
              [&handlers](const Request& request) { return handlers.change(request); }});
}

}  // namespace

void registerBackupRoutes(Router& router, BackupHandlers& handlers) {
  addListRoute(router, handlers);
  addOneRoutes(router, handlers);
  addHistoryRoute(router, handlers);
}

}  // namespace itops::backup
