#include "operators/operator_handlers.hpp"

#include "ingest/push.hpp"
#include "ingest/push_query.hpp"
#include "itops/json/json_text.hpp"
#include "itops/query.hpp"
#include "operators/object_reader.hpp"
#include "operators/operator_node_repository.hpp"
#include "registry/service_json.hpp"

namespace itops::operators {
namespace {

namespace json = boost::json;

constexpr std::chrono::seconds kLateAfter{90};
constexpr std::chrono::seconds kMissingAfter{300};

std::string quoted(std::string_view text) {
  return json::serialize(json::string_view(text));
}

/// Written straight: a sync has a thousand of these.
void appendOutcome(std::string& body, const ServiceReport& report, const ServiceOutcome& outcome) {
  body.append(R"({"id":")").append(outcome.id.toString());
  body.append(R"(","path":")").append(report.declared.path_text);
  body.append(R"(","status":")").append(statusName(outcome.status));
  body.append(outcome.created ? R"(","created":true,"warnings":)"
                              : R"(","created":false,"warnings":)");
  body.append(ingest::warningsText(report.warnings)).append("}");
}

std::string_view livenessOf(const OperatorNodeView& node, Timestamp now) {
  const auto silence = now - node.last_heartbeat_at;
  if (silence > kMissingAfter) return "missing";
  return silence > kLateAfter ? "late" : "online";
}

json::object nodeJson(const OperatorNodeView& node, Timestamp now) {
  json::value last_sync = nullptr;
  if (node.last_sync_at) last_sync = formatTimestamp(*node.last_sync_at);
  return {{"nodeId", node.node_path},
          {"status", livenessOf(node, now)},
          {"operatorVersion", node.operator_version},
          {"firstSeenAt", formatTimestamp(node.first_seen_at)},
          {"lastHeartbeatAt", formatTimestamp(node.last_heartbeat_at)},
          {"lastSyncAt", std::move(last_sync)},
          {"services", node.services},
          {"servicesDown", node.down}};
}

}  // namespace

Response OperatorHandlers::registerService(const Request& request) {
  const json::object document = parseObject(request.body());
  SyncReport sync;
  sync.received_at = request.receivedAt();
  sync.observed.at = request.receivedAt();
  ServiceReport service;
  ingest::warnOfRepair(request, service.warnings);
  ObjectReader reader(document, "", service.warnings);
  const std::string node_id = reader.text("nodeId", ingest::kPathBytesMax).value_or("");
  service.declared = readDeclaration(document, node_id, "", service.warnings);
  ingest::Warnings node_warnings;  // the path's own tell it already
  sync.node_path =
      node_id.empty() ? service.declared.path.nodePath() : nodePathOf(node_id, node_warnings);
  sync.services.push_back(std::move(service));
  const ServiceOutcome outcome = writer_.declare(sync).front();
  const ServiceReport& report = sync.services.front();
  std::string body = R"({"success":true,"id":")" + outcome.id.toString() + R"(","path":")" +
                     report.declared.path_text + R"(","serviceName":")" +
                     report.declared.path.service +
                     (outcome.created ? R"(","created":true)" : R"(","created":false)") +
                     R"(,"warnings":)" + ingest::warningsText(report.warnings) + "}";
  return {.status = outcome.created ? 201 : 200, .body = std::move(body)};
}

Response OperatorHandlers::status(const Request& request) {
  SyncReport sync = decodeSync(request.body(), request.receivedAt(), limits_);
  ingest::warnOfRepair(request, sync.warnings);
  const auto outcomes = writer_.write(sync);
  std::string body = R"({"success":true,"nodeId":)" + quoted(sync.node_path) +
                     R"(,"observedAt":")" + formatTimestamp(sync.observed.at) + R"(","services":[)";
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (i > 0) body += ',';
    appendOutcome(body, sync.services[i], outcomes[i]);
  }
  body += R"(],"warnings":)" + ingest::warningsText(sync.warnings) + "}";
  return {.body = std::move(body)};
}

Response OperatorHandlers::heartbeat(const Request& request) {
  const json::object document = parseObject(request.body());
  ingest::Warnings warnings;
  ingest::warnOfRepair(request, warnings);
  ObjectReader reader(document, "", warnings);
  const std::string node_path =
      nodePathOf(reader.text("nodeId", ingest::kPathBytesMax).value_or(""), warnings);
  const std::string version = reader.text("operatorVersion").value_or("");
  reader.warnUnused();
  writer_.noteAlive(node_path, version, request.receivedAt());
  return {.body = R"({"success":true,"nodeId":)" + quoted(node_path) + R"(,"warnings":)" +
                  ingest::warningsText(warnings) + "}"};
}

Response OperatorHandlers::services(const Request& request) {
  registry::ServiceFilter filter;
  QueryReader reader(request);
  filter.path = reader.text("nodeId");
  if (!filter.path) reader.wrong("nodeId", "Expected organization/platform/environment/cluster.");
  filter.source = "agent";
  filter.limit = reader.limit();
  filter.cursor = reader.cursor(registry::serviceListName(filter.sort, filter.descending),
                                QueryReader::KeyType::kText);
  reader.throwIfWrong();
  const auto page = registry_.queries().list(filter);
  json::array items;
  for (const auto& service : page.items) {
    items.push_back(registry::serviceJson(service, registry_.silenceDefaults()));
  }
  return {.body = pageText(std::move(items), page.next_cursor)};
}

Response OperatorHandlers::nodes(const Request& request) {
  QueryReader reader(request);
  const int limit = reader.limit();
  const auto cursor = reader.cursor(kOperatorNodeList, QueryReader::KeyType::kText);
  reader.throwIfWrong();
  const auto page = listOperatorNodes(database_, limit, cursor);
  json::array items;
  for (const OperatorNodeView& node : page.items) items.push_back(nodeJson(node, clock_.now()));
  return {.body = pageText(std::move(items), page.next_cursor)};
}

}  // namespace itops::operators
