#include "scheduler/job_json.hpp"

#include <boost/json.hpp>

#include "itops/json/json_text.hpp"

namespace itops::scheduler {
namespace {

namespace json = boost::json;

json::value textOrNull(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

json::value toJson(const std::optional<RunRecord>& run) {
  if (!run) return nullptr;
  return json::object{
      {"dueAt", formatTimestamp(run->due_at)},
      {"startedAt", formatTimestamp(run->started_at)},
      {"finishedAt", jsonOf(run->finished_at)},
      {"outcome", run->outcome},
      {"error", textOrNull(run->error)},
      {"durationMs", run->duration_ms ? json::value(*run->duration_ms) : json::value(nullptr)},
      {"attempt", run->attempt},
      {"replica", run->replica}};
}

json::object toJson(const JobStatus& status) {
  const JobDefinition& definition = *status.definition;
  const bool per_replica = definition.job.scope == JobScope::kPerReplica;
  return {{"name", definition.job.name},
          {"owner", definition.owner},
          {"description", definition.job.description},
          {"schedule", definition.rule.text()},
          {"timeZone", textOrNull(definition.rule.timeZone())},
          {"scope", per_replica ? "replica" : "cluster"},
          {"enabled", status.enabled},
          {"nextRunAt", jsonOf(status.next_run_at)},
          {"runRequestedAt", jsonOf(status.record.run_requested_at)},
          {"running", status.running},
          {"lastRun", toJson(status.record.run)}};
}

json::value toJson(const Leader& leader, const std::string& replica) {
  if (leader.epoch == 0) return nullptr;
  return json::object{{"replica", leader.replica},
                      {"epoch", leader.epoch},
                      {"since", formatTimestamp(leader.acquired_at)},
                      {"isThisReplica", leader.replica == replica}};
}

}  // namespace

std::string jobsToJson(const std::vector<JobStatus>& jobs, const Leader& leader,
                       const std::string& replica) {
  json::array items;
  for (const JobStatus& job : jobs) items.push_back(toJson(job));
  return json::serialize(json::object{
      {"items", std::move(items)}, {"replica", replica}, {"leader", toJson(leader, replica)}});
}

std::string runRequestToJson(const std::string& name, Timestamp requested_at) {
  return json::serialize(
      json::object{{"name", name}, {"requestedAt", formatTimestamp(requested_at)}});
}

std::string jobsSchema() {
  return R"({
  "type": "object", "required": ["items", "replica", "leader"],
  "properties": {
    "replica": {"type": "string", "description": "Host and process that answered."},
    "leader": {"type": ["object", "null"],
      "description": "Who runs the jobs of the cluster; null until there was a leader.",
      "required": ["replica", "epoch", "since", "isThisReplica"], "properties": {
        "replica": {"type": "string"}, "epoch": {"type": "integer", "minimum": 1},
        "since": {"type": "string", "format": "date-time"}, "isThisReplica": {"type": "boolean"}}},
    "items": {"type": "array", "items": {
      "type": "object",
      "required": ["name", "owner", "description", "schedule", "timeZone", "scope", "enabled",
                   "nextRunAt", "runRequestedAt", "running", "lastRun"],
      "properties": {
        "name": {"type": "string"}, "owner": {"type": "string"},
        "description": {"type": "string"},
        "schedule": {"type": "string", "examples": ["every 1m", "daily at 07:00", "cron 0 7 * * 1"]},
        "timeZone": {"type": ["string", "null"]},
        "scope": {"type": "string", "enum": ["cluster", "replica"]},
        "enabled": {"type": "boolean", "description": "False while its plugin is switched off."},
        "nextRunAt": {"type": ["string", "null"], "format": "date-time"},
        "runRequestedAt": {"type": ["string", "null"], "format": "date-time"},
        "running": {"type": "boolean"},
        "lastRun": {"type": ["object", "null"],
          "required": ["dueAt", "startedAt", "finishedAt", "outcome", "error", "durationMs",
                       "attempt", "replica"],
          "properties": {
            "dueAt": {"type": "string", "format": "date-time"},
            "startedAt": {"type": "string", "format": "date-time"},
            "finishedAt": {"type": ["string", "null"], "format": "date-time"},
            "outcome": {"type": "string",
                        "enum": ["running", "succeeded", "failed", "interrupted"]},
            "error": {"type": ["string", "null"]},
            "durationMs": {"type": ["integer", "null"], "minimum": 0},
            "attempt": {"type": "integer", "minimum": 1},
            "replica": {"type": "string"}}}
      }}}}
})";
}

std::string runRequestSchema() {
  return R"({"type": "object", "required": ["name", "requestedAt"], "properties": {
    "name": {"type": "string"}, "requestedAt": {"type": "string", "format": "date-time"}}})";
}

}  // namespace itops::scheduler
