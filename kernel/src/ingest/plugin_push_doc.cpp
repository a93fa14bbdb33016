#include "ingest/plugin_push_doc.hpp"

#include <string>

namespace itops::ingest {
namespace {

constexpr const char* kServiceFields =
    R"("path":{"type":"string","description":"organization/platform/environment/cluster/service"},
"service":{"type":"string","description":"Service name, when path is not given"},
"nodeId":{"type":"string","description":"organization/platform/environment/cluster, when path is not given"},
"namespace":{"type":"string"},)";

constexpr const char* kGroupField =
    R"("slaGroup":{"type":"string","description":"In the place of a service: its members; so does namespace"},)";

constexpr const char* kCommonFields =
    R"("observedAt":{"type":"string","format":"date-time","description":"When it was so; now when absent"},
"idempotencyKey":{"type":"string","maxLength":255,"description":"A repeated push with the same key gets the first answer for 24 hours"})";

constexpr const char* kAnswerFields =
    R"("success":{"type":"boolean"},
"id":{"type":"string","format":"uuid"},
"path":{"type":"string"},
"serviceName":{"type":"string"},
"created":{"type":"boolean"},
"warnings":{"type":"array","items":{"type":"object","required":["code","field","message"],"properties":{
"code":{"type":"string"},"field":{"type":"string"},"message":{"type":"string"}}}})";

constexpr const char* kGroupAnswerFields =
    R"(,"slaGroup":{"type":"string"},"namespace":{"type":"string"})";

std::string requestSchema(const PushRoute& route) {
  std::string schema = R"({"type":"object",)";
  if (!route.example.empty()) schema += R"("examples":[)" + route.example + "],";
  schema += R"("properties":{)";
  schema += kServiceFields;
  if (route.addresses_groups) schema += kGroupField;
  if (!route.request_properties.empty()) schema += route.request_properties + ",";
  return schema + kCommonFields + "}}";
}

std::string responseSchema(const PushRoute& route) {
  std::string schema = R"({"type":"object","required":["success","warnings"],"properties":{)";
  schema += kAnswerFields;
  if (route.addresses_groups) schema += kGroupAnswerFields;
  if (!route.response_properties.empty()) schema += "," + route.response_properties;
  return schema + "}}";
}

}  // namespace

RouteDoc pushDoc(const PushRoute& route) {
  return {.summary = route.summary,
          .description = route.description,
          .query = {{"create", "false: 404 instead of creating an unknown service",
                     R"({"type":"boolean","default":true})"}},
          .request_schema = requestSchema(route),
          .response_schema = responseSchema(route),
          .statuses = {200, 201}};
}

}  // namespace itops::ingest
