#include "legacy_handlers.hpp"
#include "report_handlers.hpp"

namespace itops::gitops {
namespace {

constexpr const char* kText = R"({"type":"string"})";

std::string textMembers(std::initializer_list<const char*> names) {
  std::string members;
  for (const char* name : names) members += ",\"" + std::string(name) + "\":" + kText;
  return members;
}

constexpr const char* kReported =
    R"({"type":"object","required":["server_group","host"%],"properties":{)"
    R"("server_group":{"type":"string"},"host":{"type":"string"},)"
    R"("status":{"type":"string","enum":["synced","out_of_sync","failed","unknown"]},)"
    R"("changed_files":{"type":"array","items":{"type":"string"}})";

/// @param further what is required besides the key
std::string reportSchema(const char* further, const std::string& members) {
  std::string schema = kReported;
  schema.replace(schema.find('%'), 1, further);
  return schema + members + "}}";
}

std::string pipelineSchema() {
  return reportSchema(
      R"(,"status")",
      textMembers({"project_name", "repo_name", "server_type", "environment", "validation_message",
                   "commit_sha", "branch", "updated_by", "last_pipeline_run"}) +
          R"(,"validation_status":{"type":"string","enum":["passed","failed","skipped"]})");
}

constexpr const char* kStoredSchema =
    R"({"type":"object","properties":{"status":{"type":"string","const":"ok"},)"
    R"("message":{"type":"string"},"warnings":{"type":"array","items":{"type":"object",)"
    R"("properties":{"code":{"type":"string"},"field":{"type":"string"},)"
    R"("message":{"type":"string"}}}}}})";

constexpr const char* kFileList = R"({"type":"array","items":{"type":"string"}})";

std::string legacySchema(const std::string& further) {
  return R"({"type":"object","required":["repo","server","sync_status"],"properties":{)"
         R"("repo":{"type":"string"},"server":{"type":"string"},)"
         R"("sync_status":{"type":"string","enum":["SYNCED","OUT_OF_SYNC"]},)"
         R"("drift_count":{"type":"integer"},"last_check":{"type":"string"},)"
         R"("deployed_files":)" +
         std::string(kFileList) + R"(,"drifted_files":)" + kFileList + further + "}}";
}

}  // namespace

void registerReportRoutes(Router& router, const Access& access, ReportHandlers& handlers) {
  router.add({Method::kPost,
              "/status/pipeline",
              access,
              {.summary = "Report the deployment of a server",
               .description = "Makes the server when it is new. Fields that are not sent stay; "
                              "`last_cron_check` is never touched.",
               .request_schema = pipelineSchema(),
               .response_schema = kStoredSchema},
              [&handlers](const Request& request) { return handlers.pipeline(request); }});
  router.add({Method::kPost,
              "/status/cron",
              access,
              {.summary = "Report the drift check of a server",
               .description = "Changes `status`, `changed_files` and `last_cron_check` alone. 404 "
                              "for a server that no pipeline has reported.",
               .request_schema = reportSchema("", textMembers({"last_cron_check"})),
               .response_schema = kStoredSchema},
              [&handlers](const Request& request) { return handlers.cron(request); }});
}

void registerLegacyRoutes(Router& router, const Access& read, const Access& write,
                          LegacyHandlers& handlers) {
  router.add(
      {Method::kPost,
       "/api/status",
       write,
       {.summary = "Report a server as version 1 clients do",
        .description = "`server_group` becomes `repo`. In place of `drifted_files` older "
                       "clients send `files`, objects with a `name`. Errors are `status`, "
                       "`message` and `field`.",
        .request_schema = legacySchema(R"(,"files":{"type":"array","items":{"type":"object"}})"),
        .response_schema = kStoredSchema},
       [&handlers](const Request& request) { return handlers.report(request); }});
  router.add(
      {Method::kGet,
       "/api/status",
       read,
       {.summary = "The server that reported last, as version 1 showed it",
        .description = "404 when there is none. Every status but `synced` shows as "
                       "`OUT_OF_SYNC`, as version 1 knew two words.",
        .query = {{"server", "The newest of this name"}, {"repo", "The newest of this group"}},
        .response_schema = legacySchema("")},
       [&handlers](const Request& request) { return handlers.newest(request); }});
}

}  // namespace itops::gitops
