#include "identity/group_handlers.hpp"
#include "itops/query.hpp"

namespace itops::identity {
namespace {

constexpr const char* kGroupSchema = R"({"type":"object",
"required":["id","name","description","builtIn","permissions","memberCount"],"properties":{
"id":{"type":"string","format":"uuid","description":"For groupMappings; fixed for built-in groups"},
"name":{"type":"string"},"description":{"type":"string"},"builtIn":{"type":"boolean"},
"permissions":{"type":"array","items":{"type":"string"}},"memberCount":{"type":"integer"}}})";

constexpr const char* kWriteSchema = R"({"type":"object","properties":{
"name":{"type":"string","maxLength":128},"description":{"type":"string"},
"permissions":{"type":"array","items":{"type":"string"}}}})";

using Step = Response (GroupHandlers::*)(const Request&);

void add(Router& router, GroupHandlers& handlers, Method method, const char* path,
         const char* permission, RouteDoc doc, Step step) {
  router.add(
      {.method = method,
       .path = path,
       .access = Access::permission(permission),
       .doc = std::move(doc),
       .handler = [&handlers, step](const Request& request) { return (handlers.*step)(request); }});
}

}  // namespace

// Long: one entry per route.
void registerGroupRoutes(Router& router, GroupHandlers& handlers) {
  const std::string list_schema =
      std::string(
          R"({"type":"object","required":["items"],"properties":{"items":{"type":"array",)") +
      R"("items":)" + kGroupSchema + "}}}";
  add(router, handlers, Method::kGet, "/api/v1/groups", "groups.read",
      {.summary = "List the groups of accounts", .response_schema = list_schema},
      &GroupHandlers::list);
  add(router, handlers, Method::kPost, "/api/v1/groups", "groups.write",
      {.summary = "Make a group",
       .description = "Nobody grants a permission that they don't have.",
       .request_schema = kWriteSchema,
       .response_schema = kGroupSchema,
       .statuses = {201}},
      &GroupHandlers::create);
  add(router, handlers, Method::kGet, "/api/v1/groups/{id}", "groups.read",
      {.summary = "Show a group", .response_schema = kGroupSchema}, &GroupHandlers::get);
  add(router, handlers, Method::kPatch, "/api/v1/groups/{id}", "groups.write",
      {.summary = "Change an own group",
       .request_schema = kWriteSchema,
       .response_schema = kGroupSchema},
      &GroupHandlers::update);
  add(router, handlers, Method::kDelete, "/api/v1/groups/{id}", "groups.write",
      {.summary = "Delete an own group", .statuses = {204}}, &GroupHandlers::remove);
  add(router, handlers, Method::kGet, "/api/v1/groups/{id}/members", "groups.read",
      {.summary = "List the members of a group", .query = pageQuery()}, &GroupHandlers::members);
  add(router, handlers, Method::kPut, "/api/v1/groups/{id}/members/{accountId}", "groups.write",
      {.summary = "Make an account a member", .statuses = {204}}, &GroupHandlers::addMember);
  add(router, handlers, Method::kDelete, "/api/v1/groups/{id}/members/{accountId}", "groups.write",
      {.summary = "End a membership",
       .description = "409 `last_admin` rather than to lock everybody out.",
       .statuses = {204}},
      &GroupHandlers::removeMember);
  add(router, handlers, Method::kGet, "/api/v1/permissions", "groups.read",
      {.summary = "List all permissions"}, &GroupHandlers::permissions);
}

}  // namespace itops::identity
