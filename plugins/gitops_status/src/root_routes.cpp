#include "root_routes.hpp"

#include "import_repository.hpp"
#include "itops/json/json_text.hpp"

namespace itops::gitops {
namespace {

namespace json = boost::json;

constexpr const char* kRoot =
    R"({"name":"GitOps Status API","version":"2.0.0","endpoints":["/status",)"
    R"("/status/{server_group}","/status/{server_group}/{host}","/status/pipeline",)"
    R"("/status/cron","/api/status","/health","/ready"],"documentation":"/docs"})";

constexpr const char* kRootSchema =
    R"({"type":"object","properties":{"name":{"type":"string"},"version":{"type":"string"},)"
    R"("endpoints":{"type":"array","items":{"type":"string"}},"documentation":{"type":"string"}}})";

constexpr const char* kImportsSchema =
    R"({"type":"object","properties":{"items":{"type":"array","items":{"type":"object",)"
    R"("properties":{"file":{"type":"string"},"attemptedAt":{"type":"string",)"
    R"("format":"date-time"},"imported":{"type":"boolean"},"fileVersion":{"type":"string"},)"
    R"("added":{"type":"integer"},"known":{"type":"integer"},)"
    R"("problem":{"type":["string","null"]}}}},"nextCursor":{"type":["string","null"]}}})";

Response importsAnswer(Database& database) {
  json::array items;
  database.transact([&](Transaction& transaction) {
    for (const ImportRecord& record : ImportRepository(transaction).list()) {
      items.push_back(json::object{{"file", record.path},
                                   {"attemptedAt", formatTimestamp(record.attempted_at)},
                                   {"imported", !record.problem},
                                   {"fileVersion", record.file_version},
                                   {"added", record.added},
                                   {"known", record.known},
                                   {"problem", jsonOf(record.problem)}});
    }
  });
  return {.body = pageText(std::move(items), std::nullopt)};
}

}  // namespace

void registerRootRoutes(Router& router, const Access& access, Database& database) {
  router.add({Method::kGet,
              "/",
              Access::open(),
              {.summary = "What answers here", .response_schema = kRootSchema},
              [](const Request&) { return Response{.body = kRoot}; }});
  router.add({Method::kGet,
              "/api/v1/gitops/imports",
              access,
              {.summary = "Status files that were imported at a start, or not and why",
               .response_schema = kImportsSchema},
              [&database](const Request&) { return importsAnswer(database); }});
}

}  // namespace itops::gitops
