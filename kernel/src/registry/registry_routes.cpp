#include "registry/registry_routes.hpp"

#include "itops/query.hpp"

namespace itops::registry {
namespace {

#define ITOPS_STATUS_SCHEMA \
  R"({"type":"string","enum":["OPERATIONAL","DEGRADED","DOWN","MAINTENANCE","UNKNOWN"]})"
#define ITOPS_TIME_SCHEMA R"({"type":"string","format":"date-time"})"
#define ITOPS_TIME_OR_NULL_SCHEMA R"({"type":["string","null"],"format":"date-time"})"

#define ITOPS_SERVICE_SCHEMA_WITH(more)                                                                \
  R"({"type":"object","properties":{"id":{"type":"string","format":"uuid"},"path":{"type":"string"},)" \
  R"("nodeId":{"type":"string"},"name":{"type":"string"},"displayName":{"type":"string"},)"            \
  R"("description":{"type":"string"},"type":{"type":"string"},"team":{"type":"string"},)"              \
  R"("namespace":{"type":["string","null"]},"tags":{"type":"array","items":{"type":"string"}},)"       \
  R"("criticality":{"type":"string","enum":["critical","high","medium","low"]},)"                      \
  R"("source":{"type":"string","enum":["agent","external"]},"status":)" ITOPS_STATUS_SCHEMA            \
  R"(,"statusSince":)" ITOPS_TIME_SCHEMA R"(,"message":{"type":"string"},)"                            \
  R"("slaGroups":{"type":"array","items":{"type":"string"}},"lastSeenAt":)" ITOPS_TIME_OR_NULL_SCHEMA  \
  R"(,"createdAt":)" ITOPS_TIME_SCHEMA R"(,"archivedAt":)" ITOPS_TIME_OR_NULL_SCHEMA                   \
  R"(,"unknownAfterSeconds":{"type":"integer"},"downAfterSeconds":{"type":"integer"},)"                \
  R"("fieldOwners":{"type":"object","additionalProperties":{"type":"string",)"                         \
  R"("enum":["agent","person","push"]}})" more R"(}})"
#define ITOPS_SERVICE_SCHEMA ITOPS_SERVICE_SCHEMA_WITH("")

#define ITOPS_PAGE_SCHEMA(item)                                                                               \
  R"({"type":"object","required":["items","nextCursor"],"properties":{"items":{"type":"array","items":)" item \
  R"(},"nextCursor":{"type":["string","null"]}}})"

constexpr const char* kServiceSchema = ITOPS_SERVICE_SCHEMA_WITH(
    R"(,"declared":{"type":["object","null"],)"
    R"("description":"What Git declares of it, and its replicas; null when no agent speaks of it",)"
    R"("properties":{"declaredAt":)" ITOPS_TIME_SCHEMA
    R"(,"workloadType":{"type":["string","null"]},"workloadName":{"type":["string","null"]},)"
    R"("version":{"type":["string","null"]},"replicas":{"type":["integer","null"]},)"
    R"("readyReplicas":{"type":["integer","null"]},"requires":{"type":"array"},)"
    R"("usedBy":{"type":"array"},"backup":{"type":"object"},"storage":{"type":"object"}}})");
constexpr const char* kServicePageSchema = ITOPS_PAGE_SCHEMA(ITOPS_SERVICE_SCHEMA);
constexpr const char* kEventPageSchema = ITOPS_PAGE_SCHEMA(
    R"({"type":"object","properties":{"status":)" ITOPS_STATUS_SCHEMA
    R"(,"previousStatus":{"type":["string","null"]},"occurredAt":)" ITOPS_TIME_SCHEMA
    R"(,"cause":{"type":"string","enum":["created","push","agent","silence"]},)"
    R"("message":{"type":"string"}}})");
constexpr const char* kPatchSchema =
    R"({"type":"object","additionalProperties":false,"properties":{)"
    R"("displayName":{"type":["string","null"]},"description":{"type":["string","null"]},)"
    R"("type":{"type":["string","null"]},"team":{"type":["string","null"]},)"
    R"("namespace":{"type":["string","null"]},)"
    R"("tags":{"type":["array","null"],"items":{"type":"string"},"maxItems":64},)"
    R"("criticality":{"type":["string","null"],"enum":["critical","high","medium","low",null]},)"
    R"("unknownAfterSeconds":{"type":["integer","null"],"minimum":30,"maximum":604800},)"
    R"("downAfterSeconds":{"type":["integer","null"],"minimum":30,"maximum":604800}}})";
constexpr const char* kHierarchySchema =
    R"({"type":"object","properties":{"items":{"type":"array","items":{"type":"object",)"
    R"("properties":{"name":{"type":"string"},"path":{"type":"string"},)"
    R"("level":{"type":"string","enum":["organization","platform","environment","cluster"]},)"
    R"("services":{"type":"integer"},)"
    R"("counts":{"type":"object","additionalProperties":{"type":"integer"}},)"
    R"("unknown":{"type":"boolean"},"children":{"type":"array"}}}}}})";

std::vector<QueryParameter> listQuery() {
  return pageQuery(
      {{"path", "One service, or a node prefix such as myorg/infra"},
       {"status", "One status, or several separated by commas"},
       {"tag", "A tag that the service carries"},
       {"source", "agent or external", R"({"type":"string","enum":["agent","external"]})"},
       {"slaGroup", "Name of an SLA group"},
       {"criticality", "critical, high, medium or low"},
       {"type", "Type of the service"},
       {"team", "Owning team"},
       {"namespace", "Kubernetes namespace"},
       {"q", "Part of path, name, description or message, in any case"},
       {"sort",
        "path, name, status, criticality, statusSince, lastSeenAt or createdAt; '-' in front for "
        "descending order",
        R"({"type":"string","default":"path"})"}});
}

std::vector<QueryParameter> eventQuery() {
  return pageQuery({{"from", "First instant, inclusive", ITOPS_TIME_SCHEMA},
                    {"to", "Last instant, exclusive", ITOPS_TIME_SCHEMA}});
}

/// A handler that calls one member function.
template <class Handlers>
Handler bind(Handlers& handlers, Response (Handlers::*function)(const Request&)) {
  return [&handlers, function](const Request& request) { return (handlers.*function)(request); };
}

}  // namespace

// Long: a table, one entry per route.
void registerRegistryRoutes(Router& router, ServiceHandlers& services,
                            HierarchyHandlers& hierarchy) {
  const auto read = Access::permission("catalog.read");
  const std::string one = "/api/v1/services/{id}";
  router.add({Method::kGet,
              "/api/v1/services",
              read,
              {.summary = "List services",
               .description = "With `Accept: text/csv` the page comes as CSV and the cursor in the "
                              "header `X-Next-Cursor`.",
               .query = listQuery(),
               .response_schema = kServicePageSchema},
              bind(services, &ServiceHandlers::list)});
  router.add({Method::kGet,
              one,
              read,
              {.summary = "Show a service", .response_schema = kServiceSchema},
              bind(services, &ServiceHandlers::get)});
  router.add({Method::kPatch,
              one,
              Access::permission("catalog.write"),
              {.summary = "Change fields of a service",
               .description = "null gives a field its default back. What Git declares can't be "
                              "changed here (409).",
               .request_schema = kPatchSchema,
               .response_schema = kServiceSchema},
              bind(services, &ServiceHandlers::patch)});
  router.add({Method::kDelete,
              one,
              Access::permission("catalog.delete"),
              {.summary = "Archive a service",
               .description = "Its history and past figures stay; a new push brings it back.",
               .statuses = {204}},
              bind(services, &ServiceHandlers::archive)});
  router.add({Method::kGet,
              one + "/status-events",
              read,
              {.summary = "History of a service's status, newest first",
               .query = eventQuery(),
               .response_schema = kEventPageSchema},
              bind(services, &ServiceHandlers::statusEvents)});
  router.add({Method::kGet,
              "/api/v1/hierarchy",
              read,
              {.summary = "Tree of nodes with services counted by status",
               .query = {{"depth", "Levels to show, 1 (organizations) to 4 (clusters)",
                          R"({"type":"integer","minimum":1,"maximum":4,"default":4})"}},
               .response_schema = kHierarchySchema},
              bind(hierarchy, &HierarchyHandlers::get)});
}

}  // namespace itops::registry
