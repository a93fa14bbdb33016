#include "operators/sync_report.hpp"

#include <algorithm>
#include <cctype>
#include <unordered_map>

#include "ingest/json_problem.hpp"
#include "operators/object_reader.hpp"

namespace itops::operators {
namespace {

namespace json = boost::json;

constexpr std::string_view kTiers[] = {"critical", "high", "medium", "low"};
constexpr std::size_t kMessageBytesMax = 4096;

Status statusOf(ObjectReader& reader) {
  const auto given = reader.text("status");
  if (!given) {
    reader.warn("status.unknown", "status", "No status was given; taken as UNKNOWN.");
    return Status::kUnknown;
  }
  if (const auto exact = parseStatus(*given)) return *exact;
  std::string upper = *given;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const auto folded = parseStatus(upper);
  reader.warn(folded ? "status.case" : "status.unknown", "status",
              "Read '" + *given + "' as " + (folded ? upper : "UNKNOWN") + ".");
  return folded.value_or(Status::kUnknown);
}

/// An agent can't know how a service is that has no workload: a cron tells that.
bool saysNothing(Status status, const ServiceReport& report) {
  return status == Status::kUnknown && !report.replicas && !report.declared.workload_type &&
         !report.declared.workload_name;
}

ServiceReport readService(const json::object& entry, const std::string& node_path,
                          const std::string& place) {
  ServiceReport report;
  report.declared = readSyncEntry(entry, node_path, place, report.warnings);
  ObjectReader reader(entry, place, report.warnings);
  report.message = reader.text("message", kMessageBytesMax).value_or("");
  report.replicas = reader.integer("replicas");
  report.ready_replicas = reader.integer("readyReplicas");
  const Status status = statusOf(reader);
  if (!saysNothing(status, report)) report.status = status;
  return report;
}

GroupReport readGroup(const json::object& entry, const std::string& place,
                      ingest::Warnings& warnings) {
  GroupReport group;
  ObjectReader reader(entry, place, warnings);
  group.name = reader.text("name").value_or("");
  group.display_name = reader.text("displayName");
  group.tier = reader.word("tier", kTiers, "medium", "criticality.unknown");
  if (const auto* targets = reader.object("targets")) {
    ObjectReader inner(*targets, place + "targets.", warnings);
    group.uptime_target = inner.number("uptime");
    group.response_minutes = inner.number("responseTime");
    group.resolution_minutes = inner.number("resolutionTime");
    if (group.uptime_target && (*group.uptime_target <= 0 || *group.uptime_target > 100)) {
      inner.warn("field.ignored", "uptime", "Expected a percentage above 0 up to 100.");
      group.uptime_target.reset();
    }
    inner.warnUnused();
  }
  reader.warnUnused();
  return group;
}

std::string placeOf(const char* list, std::size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "].";
}

void readServices(ObjectReader& reader, SyncReport& sync) {
  const auto* list = reader.array("services");
  if (list == nullptr) return;
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < list->size(); ++i) {
    if (!(*list)[i].is_object()) {
      reader.warn("field.ignored", placeOf("services", i), "Expected an object.");
      continue;
    }
    auto report = readService((*list)[i].get_object(), sync.node_path, placeOf("services", i));
    const auto [place, is_new] = places.emplace(report.declared.path_text, sync.services.size());
    if (is_new) {
      sync.services.push_back(std::move(report));
      continue;
    }
    report.warnings.push_back({"field.ignored", placeOf("services", i),
                               "The service stands in the list more than once; the last counts."});
    sync.services[place->second] = std::move(report);
  }
}

void readGroups(ObjectReader& reader, SyncReport& sync) {
  const auto* list = reader.array("slaGroups");
  if (list == nullptr) return;
  for (std::size_t i = 0; i < list->size(); ++i) {
    GroupReport group;
    if ((*list)[i].is_object()) {
      group = readGroup((*list)[i].get_object(), placeOf("slaGroups", i), sync.warnings);
    }
    if (group.name.empty()) {
      reader.warn("field.ignored", placeOf("slaGroups", i), "Expected an object with a name.");
      continue;
    }
    std::erase_if(sync.groups, [&](const auto& known) { return known.name == group.name; });
    sync.groups.push_back(std::move(group));
  }
}

ingest::ObservedAt readObserved(ObjectReader& reader, Timestamp received_at,
                                const ingest::TimeLimits& limits) {
  std::optional<Timestamp> given;
  if (const auto text = reader.text("observedAt")) {
    given = parseTimestamp(*text);
    if (!given) {
      reader.warn("field.ignored", "observedAt",
                  "Expected an RFC 3339 time such as 2026-03-01T12:05:00Z; taken as now.");
    }
  }
  ingest::Warnings warnings;
  const auto observed = ingest::judgeObservedAt(given, received_at, limits, warnings);
  for (auto& warning : warnings) {
    reader.warn(warning.code, warning.field, std::move(warning.message));
  }
  return observed;
}

}  // namespace

std::string nodePathOf(std::string_view node_id, ingest::Warnings& warnings) {
  ingest::PathInput input;
  input.service = ingest::kUnknownSegment;
  if (!node_id.empty()) input.node_id = node_id;
  return ingest::normalizePath(input, warnings).nodePath();
}

json::object parseObject(std::string_view body) {
  json::parse_options options;
  options.max_depth = ingest::kJsonDepthMax;
  json::stream_parser parser({}, options);
  json::error_code error;
  const auto read = parser.write_some(body.data(), body.size(), error);
  if (!error && body.substr(read).find_first_not_of(" \t\r\n") != body.npos) {
    error = json::error::extra_data;
  }
  const bool empty = body.find_first_not_of(" \t\r\n") == body.npos;
  if (!error && !parser.done()) error = json::error::incomplete;
  if (error && !empty) ingest::throwBrokenJson(body, read, error.message());
  json::value document = empty ? json::value() : parser.release();
  if (!document.is_object()) ingest::throwNoObject(R"({"nodeId": "org/platform/env/cluster"})");
  return std::move(document.as_object());
}

SyncReport decodeSync(std::string_view body, Timestamp received_at,
                      const ingest::TimeLimits& limits) {
  const json::object document = parseObject(body);
  SyncReport sync;
  sync.received_at = received_at;
  ObjectReader reader(document, "", sync.warnings);
  sync.node_path =
      nodePathOf(reader.text("nodeId", ingest::kPathBytesMax).value_or(""), sync.warnings);
  sync.operator_version = reader.text("operatorVersion").value_or("");
  sync.observed = readObserved(reader, received_at, limits);
  readServices(reader, sync);
  readGroups(reader, sync);
  reader.warnUnused();
  return sync;
}

}  // namespace itops::operators
