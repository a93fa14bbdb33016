#include "ingest/health_handlers.hpp"

namespace itops::ingest {
namespace {

constexpr const char* kRequestSchema = R"({"type":"object","examples":[{
"path":"myorg/infra/prod/baremetal/galera-node1","status":"OPERATIONAL","message":"wsrep_cluster_size=3",
"criticality":"critical","slaGroup":"database-cluster","serviceType":"database"}],"properties":{
"path":{"type":"string","description":"organization/platform/environment/cluster/service","examples":["myorg/infra/prod/baremetal/galera-node1"]},
"service":{"type":"string","description":"Service name, when path is not given"},
"nodeId":{"type":"string","description":"organization/platform/environment/cluster, when path is not given"},
"status":{"type":"string","enum":["OPERATIONAL","DEGRADED","DOWN","MAINTENANCE","UNKNOWN"]},
"message":{"type":"string","maxLength":4096},
"criticality":{"type":"string","enum":["critical","high","medium","low"],"default":"medium"},
"slaGroup":{"type":"string","description":"SLA group that the service joins"},
"serviceType":{"type":"string","examples":["database"]},
"tags":{"type":"array","items":{"type":"string"},"maxItems":64},
"namespace":{"type":"string"},
"observedAt":{"type":"string","format":"date-time","description":"When it was observed; now when absent"},
"expectedIntervalSeconds":{"type":"number","description":"How often this reporter pushes; silence means UNKNOWN after twice and DOWN after five times that"},
"idempotencyKey":{"type":"string","maxLength":255,"description":"A repeated push with the same key gets the first answer for 24 hours"}}})";

constexpr const char* kResponseSchema = R"({"type":"object",
"required":["success","id","path","serviceName","status","created","warnings"],"properties":{
"success":{"type":"boolean"},
"id":{"type":"string","format":"uuid"},
"path":{"type":"string"},
"serviceName":{"type":"string"},
"status":{"type":"string","enum":["OPERATIONAL","DEGRADED","DOWN","MAINTENANCE","UNKNOWN"],"description":"The service's status after the push"},
"created":{"type":"boolean"},
"warnings":{"type":"array","items":{"type":"object","required":["code","field","message"],"properties":{
"code":{"type":"string"},"field":{"type":"string"},"message":{"type":"string"}}}}}})";

}  // namespace

void registerHealthRoutes(Router& router, HealthHandlers& handlers) {
  router.add(
      {.method = Method::kPost,
       .path = "/api/v1/health/report",
       .access = Access::permission("push.write").withinNode(),
       .doc = {.summary = "Report the health of a service",
               .description = "Creates the service on the first push. A JSON object is never "
                              "refused for its fields: what had to be padded, clamped or "
                              "ignored is told in `warnings`. The answer is sent when the "
                              "push is on disk.",
               .query = {{"create", "false: 404 instead of creating an unknown service",
                          R"({"type":"boolean","default":true})"}},
               .request_schema = kRequestSchema,
               .response_schema = kResponseSchema,
               .statuses = {200, 201}},
       .deferred = [&handlers](const Request& request, Responder& responder) {
         handlers.report(request, responder);
       }});
}

}  // namespace itops::ingest
