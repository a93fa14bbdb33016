#include "itops/query.hpp"
#include "operators/operator_handlers.hpp"

namespace itops::operators {
namespace {

#define ITOPS_WARNINGS                                                                            \
  R"("warnings":{"type":"array","items":{"type":"object","required":["code","field","message"],)" \
  R"("properties":{"code":{"type":"string"},"field":{"type":"string"},"message":{"type":"string"}}}})"

constexpr const char* kRegisterRequest = R"({"type":"object","description":"it-ops.yaml as JSON",
"examples":[{"path":"myorg/myplatform/prod/cluster1/postgresql","type":"database","slaGroup":"payment-system",
"criticality":"critical","tags":["database","storage"],"workload":{"type":"statefulset","name":"postgresql"},
"backup":{"expected":true,"maxAgeDays":1}}],"properties":{
"path":{"type":"string"},"displayName":{"type":"string"},"description":{"type":"string"},"type":{"type":"string"},
"team":{"type":"string"},"namespace":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}},
"slaGroup":{"type":"string"},"criticality":{"type":"string","enum":["critical","high","medium","low"]},
"workload":{"type":"object"},"backup":{"type":"object"},"dependencies":{"type":"object"},"hierarchy":{"type":"object"},
"service":{"type":"object"},"metadata":{"type":"object"},"operations":{"type":"object"},
"nodeId":{"type":"string","description":"Node of the agent, for a service that names none"}}})";

constexpr const char* kRegisterResponse =
    R"({"type":"object","required":["success","id","path","created","warnings"],"properties":{)"
    R"("success":{"type":"boolean"},"id":{"type":"string","format":"uuid"},"path":{"type":"string"},)"
    R"("serviceName":{"type":"string"},"created":{"type":"boolean"},)" ITOPS_WARNINGS "}}";

constexpr const char* kStatusRequest = R"({"type":"object",
"examples":[{"nodeId":"myorg/myplatform/prod/cluster1","operatorVersion":"1.4.1",
"services":[{"name":"postgresql","status":"OPERATIONAL","replicas":3,"readyReplicas":3,"slaGroup":"payment-system","workloadType":"StatefulSet"}],
"slaGroups":[{"name":"payment-system","displayName":"Payment System","tier":"critical"}]}],"properties":{
"nodeId":{"type":"string"},"operatorVersion":{"type":"string"},
"observedAt":{"type":"string","format":"date-time","description":"When all of it was seen; now when absent"},
"services":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"path":{"type":"string"},
"status":{"type":"string","enum":["OPERATIONAL","DEGRADED","DOWN","MAINTENANCE","UNKNOWN"]},"message":{"type":"string"},
"replicas":{"type":"integer"},"readyReplicas":{"type":"integer"},"slaGroup":{"type":"string"},"workloadType":{"type":"string"}}}},
"slaGroups":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"displayName":{"type":"string"},
"tier":{"type":"string","enum":["critical","high","medium","low"]},"targets":{"type":"object","properties":{
"uptime":{"type":"number"},"responseTime":{"type":"number"},"resolutionTime":{"type":"number"}}}}}}}})";

constexpr const char* kStatusResponse =
    R"({"type":"object","required":["success","nodeId","services","warnings"],"properties":{)"
    R"("success":{"type":"boolean"},"nodeId":{"type":"string"},)"
    R"("observedAt":{"type":"string","format":"date-time"},)"
    R"("services":{"type":"array","items":{"type":"object","properties":{)"
    R"("id":{"type":"string","format":"uuid"},"path":{"type":"string"},"status":{"type":"string"},)"
    R"("created":{"type":"boolean"},)" ITOPS_WARNINGS "}}}," ITOPS_WARNINGS "}}";

constexpr const char* kHeartbeatRequest =
    R"({"type":"object","examples":[{"nodeId":"myorg/myplatform/prod/cluster1","operatorVersion":"1.4.1"}],)"
    R"("properties":{"nodeId":{"type":"string"},"operatorVersion":{"type":"string"}}})";

constexpr const char* kHeartbeatResponse =
    R"({"type":"object","required":["success","nodeId","warnings"],"properties":{)"
    R"("success":{"type":"boolean"},"nodeId":{"type":"string"},)" ITOPS_WARNINGS "}}";

constexpr const char* kNodesResponse =
    R"({"type":"object","required":["items","nextCursor"],"properties":{"items":{"type":"array",)"
    R"("items":{"type":"object","properties":{"nodeId":{"type":"string"},)"
    R"("status":{"type":"string","enum":["online","late","missing"]},)"
    R"("operatorVersion":{"type":"string"},"firstSeenAt":{"type":"string","format":"date-time"},)"
    R"("lastHeartbeatAt":{"type":"string","format":"date-time"},)"
    R"("lastSyncAt":{"type":["string","null"],"format":"date-time"},)"
    R"("services":{"type":"integer"},"servicesDown":{"type":"integer"}}}},)"
    R"("nextCursor":{"type":["string","null"]}}})";

void addReports(Router& router, OperatorHandlers& handlers) {
  const auto write = Access::permission("push.write");
  router.add(
      {.method = Method::kPost,
       .path = "/api/v1/operator/register",
       .access = write,
       .doc = {.summary = "Register a service as its ConfigMap declares it",
               .description = "Takes both forms of it-ops.yaml, as JSON. What is declared "
                              "wins over what people and pushes set; what is no longer "
                              "declared goes back to its default.",
               .request_schema = kRegisterRequest,
               .response_schema = kRegisterResponse,
               .statuses = {200, 201}},
       .handler = [&](const Request& request) { return handlers.registerService(request); }});
  router.add({.method = Method::kPost,
              .path = "/api/v1/operator/status",
              .access = write,
              .doc = {.summary = "Report all services of a node",
                      .description = "A whole sync, written in one transaction.",
                      .request_schema = kStatusRequest,
                      .response_schema = kStatusResponse},
              .handler = [&](const Request& request) { return handlers.status(request); }});
  router.add({.method = Method::kPost,
              .path = "/api/v1/operator/heartbeat",
              .access = write,
              .doc = {.summary = "Say that an agent is alive",
                      .request_schema = kHeartbeatRequest,
                      .response_schema = kHeartbeatResponse},
              .handler = [&](const Request& request) { return handlers.heartbeat(request); }});
}

}  // namespace

void registerOperatorRoutes(Router& router, OperatorHandlers& handlers, bool with_agents) {
  const auto read = Access::permission("catalog.read");
  router.add({.method = Method::kGet,
              .path = "/api/v1/nodes",
              .access = read,
              .doc = {.summary = "List the nodes that have an agent",
                      .description = "`late` when its agent was silent for more than 90 s, "
                                     "`missing` after 5 minutes.",
                      .query = pageQuery(),
                      .response_schema = kNodesResponse},
              .handler = [&](const Request& request) { return handlers.nodes(request); }});
  if (!with_agents) return;
  addReports(router, handlers);
  router.add(
      {.method = Method::kGet,
       .path = "/api/v1/operator/services",
       .access = read,
       .doc = {.summary = "List the services of a node that come from an agent",
               .query = pageQuery({{"nodeId", "organization/platform/environment/cluster"}})},
       .handler = [&](const Request& request) { return handlers.services(request); }});
}

}  // namespace itops::operators
