#include "itops/query.hpp"
#include "storage_handlers.hpp"

namespace itops::storage {
namespace {

#define ITOPS_LEVEL_SCHEMA R"({"enum":["healthy","warning","critical",null]})"
#define ITOPS_BYTES_SCHEMA R"({"type":["integer","null"]})"
#define ITOPS_TEXT_SCHEMA R"({"type":["string","null"]})"
#define ITOPS_TIME_SCHEMA R"({"type":["string","null"],"format":"date-time"})"

#define ITOPS_MOUNT_MEMBERS                                                        \
  R"("freePercent":{"type":["number","null"]},"status":)" ITOPS_LEVEL_SCHEMA       \
  R"(,"allocatedBytes":)" ITOPS_BYTES_SCHEMA R"(,"usedBytes":)" ITOPS_BYTES_SCHEMA \
  R"(,"storageType":)" ITOPS_TEXT_SCHEMA R"(,"mountPath":)" ITOPS_TEXT_SCHEMA      \
  R"(,"reportedAt":)" ITOPS_TIME_SCHEMA R"(,"fullAt":)" ITOPS_TIME_SCHEMA

#define ITOPS_PAGE_SCHEMA(item)                                                                  \
  R"({"type":"object","required":["items","nextCursor"],"properties":{"items":{"type":"array",)" \
  R"("items":{"type":"object","properties":{)" item                                              \
  R"(}}},"nextCursor":{"type":["string","null"]}}})"

constexpr const char* kListSchema = ITOPS_PAGE_SCHEMA(
    R"("id":{"type":"string","format":"uuid"},"path":{"type":"string"},)"
    R"("nodeId":{"type":"string"},"serviceName":{"type":"string"},)"
    R"("displayName":{"type":"string"},"type":{"type":"string"},)"
    R"("criticality":{"type":"string","enum":["critical","high","medium","low"]},)"
    R"("tags":{"type":"array","items":{"type":"string"}},)" ITOPS_MOUNT_MEMBERS
    R"(,"source":{"enum":["push","declared","assumed",null]},)"
    R"("usedBy":{"type":"array","items":{"type":"object","properties":{)"
    R"("name":{"type":"string"},"displayName":{"type":"string"},"path":)" ITOPS_TEXT_SCHEMA
    R"(,"id":)" ITOPS_TEXT_SCHEMA R"(}}},"mounts":{"type":"array","items":{"type":"object",)"
    R"("properties":{)" ITOPS_MOUNT_MEMBERS R"(}}})");

constexpr const char* kHistorySchema = ITOPS_PAGE_SCHEMA(
    R"("at":{"type":"string","format":"date-time"},)"
    R"("resolution":{"type":"string","enum":["report","hour","day"]},)"
    R"("mountPath":)" ITOPS_TEXT_SCHEMA R"(,"reports":{"type":"integer"},)"
    R"("freePercent":{"type":"number"},"freePercentMin":{"type":"number"},)"
    R"("freePercentMax":{"type":"number"},"status":)" ITOPS_LEVEL_SCHEMA
    R"(,"allocatedBytes":)" ITOPS_BYTES_SCHEMA R"(,"usedBytes":)" ITOPS_BYTES_SCHEMA);

constexpr const char* kInstantSchema = R"({"type":"string","format":"date-time"})";

constexpr const char* kCsvNote =
    "With `Accept: text/csv` the page comes as CSV and the cursor in the header `X-Next-Cursor`.";

void addListRoute(Router& router, StorageHandlers& handlers) {
  router.add({Method::kGet,
              "/api/v1/storage",
              Access::permission("storage.read"),
              {.summary = "How full the storage of services is",
               .description =
                   std::string("Services with one of the tags storage, s3, ebs, database, rds, "
                               "elasticache and cache, also without figures. A service with "
                               "several mounts is shown by the one with the least free space. ") +
                   kCsvNote,
               .query = pageQuery(
                   {{"path", "One service, or a node prefix such as myorg/infra"},
                    {"status", "Only this level; none: only those without figures",
                     R"({"type":"string","enum":["healthy","warning","critical","none"]})"},
                    {"tag", "A tag that the service carries"},
                    {"q", "Part of path, name or description, in any case"},
                    {"sort", "path or freePercent; '-' in front for descending order",
                     R"({"type":"string","enum":["path","-path","freePercent","-freePercent"],)"
                     R"("default":"path"})"}}),
               .response_schema = kListSchema},
              [&handlers](const Request& request) { return handlers.list(request); }});
}

void addHistoryRoute(Router& router, StorageHandlers& handlers) {
  router.add({Method::kGet,
              "/api/v1/storage/{id}/history",
              Access::permission("storage.read"),
              {.summary = "How full the storage of a service was, newest first",
               .description = std::string("Reports as they came, and of older ones the mean, least "
                                          "and most of each hour and of each day (UTC). ") +
                              kCsvNote,
               .query = pageQuery({{"mountPath", "Only this mount"},
                                   {"from", "First instant, inclusive", kInstantSchema},
                                   {"to", "Last instant, exclusive", kInstantSchema}}),
               .response_schema = kHistorySchema},
              [&handlers](const Request& request) { return handlers.history(request); }});
}

}  // namespace

void registerStorageRoutes(Router& router, StorageHandlers& handlers) {
  addListRoute(router, handlers);
  addHistoryRoute(router, handlers);
}

}  // namespace itops::storage
