#include "identity/api_key_handlers.hpp"

namespace itops::identity {
namespace {

constexpr const char* kNewApiKeySchema =
    R"({"type":"object","required":["name","scopes"],"properties":{
"name":{"type":"string","maxLength":128},
"scopes":{"type":"array","items":{"type":"string"},"minItems":1,"description":"Permissions"},
"nodePrefix":{"type":"string","description":"The key may only push for this node and below","examples":["myorg/infra"]},
"expiresAt":{"type":"string","format":"date-time"}}})";

constexpr const char* kMadeSchema =
    R"({"type":"object","required":["id","name","key"],"properties":{
"id":{"type":"string","format":"uuid"},"name":{"type":"string"},
"key":{"type":"string","description":"Shown this once"}}})";

}  // namespace

void registerApiKeyRoutes(Router& router, ApiKeyHandlers& handlers) {
  router.add({.method = Method::kGet,
              .path = "/api/v1/api-keys",
              .access = Access::permission("api_keys.read"),
              .doc = {.summary = "List the named API keys",
                      .description = "Without the keys themselves, which are not stored."},
              .handler = [&handlers](const Request& request) { return handlers.list(request); }});
  router.add({.method = Method::kPost,
              .path = "/api/v1/api-keys",
              .access = Access::permission("api_keys.write"),
              .doc = {.summary = "Make an API key",
                      .description = "The answer is the only place where the key is ever shown. "
                                     "Nobody gives a key a permission that they don't have.",
                      .request_schema = kNewApiKeySchema,
                      .response_schema = kMadeSchema,
                      .statuses = {201}},
              .handler = [&handlers](const Request& request) { return handlers.create(request); }});
  router.add({.method = Method::kDelete,
              .path = "/api/v1/api-keys/{id}",
              .access = Access::permission("api_keys.write"),
              .doc = {.summary = "Revoke an API key, on all replicas", .statuses = {204}},
              .handler = [&handlers](const Request& request) { return handlers.revoke(request); }});
}

}  // namespace itops::identity
