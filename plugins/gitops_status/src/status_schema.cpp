#include "status_schema.hpp"

namespace itops::gitops {
namespace {

constexpr const char* kFlag = R"({"type":"boolean"})";
constexpr const char* kStatus =
    R"({"type":"string","enum":["synced","out_of_sync","failed","unknown"]})";

constexpr const char* kServer =
    R"({"type":"object","properties":{"project_name":{"type":["string","null"]},)"
    R"("repo_name":{"type":["string","null"]},"server_group":{"type":"string"},)"
    R"("server_type":{"type":["string","null"]},"environment":{"type":["string","null"]},)"
    R"("host":{"type":"string"},)"
    R"("status":{"type":"string","enum":["synced","out_of_sync","failed","unknown"]},)"
    R"("changed_files_count":{"type":"integer"},)"
    R"("changed_files":{"type":"array","items":{"type":"string"}},)"
    R"("validation_status":{"type":["string","null"]},)"
    R"("validation_message":{"type":["string","null"]},)"
    R"("last_pipeline_run":{"type":["string","null"]},)"
    R"("last_cron_check":{"type":["string","null"]},"commit_sha":{"type":["string","null"]},)"
    R"("branch":{"type":["string","null"]},"updated_by":{"type":["string","null"]},)"
    R"("timestamp":{"type":"string"}}})";

}  // namespace

std::string serverSchema() {
  return kServer;
}

std::string serverListSchema() {
  return R"({"type":"array","items":)" + serverSchema() + "}";
}

QueryParameter agesQuery() {
  return {"ages",
          "Adds `last_check_age_seconds`, since the newest report of the server, and `stale`, "
          "whether that is too long ago",
          kFlag};
}

std::vector<QueryParameter> listQuery() {
  return {agesQuery(),
          {"status", "Only servers with this status", kStatus},
          {"stale", "Only servers that are stale, or only those that aren't", kFlag},
          {"server_group", "Only servers of this group"},
          {"host", "Only servers of this name"},
          {"server_type", "Only servers of this type"},
          {"environment", "Only servers of this environment"},
          {"project_name", "Only servers of this project"},
          {"repo_name", "Only servers of this repository"}};
}

}  // namespace itops::gitops
