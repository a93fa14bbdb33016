#include "identity/account_handlers.hpp"
#include "itops/query.hpp"

namespace itops::identity {
namespace {

constexpr const char* kAccountSchema = R"({"type":"object",
"required":["id","name","displayName","email","provider","groups","disabled","directoryState","createdAt","lastLoginAt"],
"properties":{"id":{"type":"string","format":"uuid"},"name":{"type":"string"},
"displayName":{"type":"string"},"email":{"type":"string"},
"provider":{"type":"string","description":"`local`, or the id of a directory"},
"groups":{"type":"array","items":{"type":"string"}},"disabled":{"type":"boolean"},
"directoryState":{"type":"string","enum":["present","absent","disabled"]},
"createdAt":{"type":"string","format":"date-time"},
"lastLoginAt":{"type":["string","null"],"format":"date-time"}}})";

constexpr const char* kNewAccountSchema = R"({"type":"object","required":["name","password"],
"properties":{"name":{"type":"string","maxLength":128},"displayName":{"type":"string"},
"email":{"type":"string"},"password":{"type":"string","writeOnly":true}}})";

constexpr const char* kPatchSchema = R"({"type":"object","properties":{
"displayName":{"type":"string"},"email":{"type":"string"},"disabled":{"type":"boolean"},
"password":{"type":"string","writeOnly":true,"description":"Ends the account's sessions"}}})";

}  // namespace

// Long: one entry per route.
void registerAccountRoutes(Router& router, AccountHandlers& handlers) {
  router.add({.method = Method::kGet,
              .path = "/api/v1/accounts",
              .access = Access::permission("accounts.read"),
              .doc = {.summary = "List accounts",
                      .query = pageQuery({{"q", "Part of name, display name or e-mail address"},
                                          {"group", "Name or id of a group that they are in"},
                                          {"provider", "Id of their provider"}}),
                      .response_schema = pageSchema(kAccountSchema)},
              .handler = [&handlers](const Request& request) { return handlers.list(request); }});
  router.add({.method = Method::kPost,
              .path = "/api/v1/accounts",
              .access = Access::permission("accounts.write"),
              .doc = {.summary = "Make a local account",
                      .description = "The password must satisfy the declared policy.",
                      .request_schema = kNewAccountSchema,
                      .response_schema = kAccountSchema,
                      .statuses = {201}},
              .deferred = [&handlers](const Request& request, Responder& responder) {
                handlers.create(request, responder);
              }});
  router.add({.method = Method::kGet,
              .path = "/api/v1/accounts/{id}",
              .access = Access::permission("accounts.read"),
              .doc = {.summary = "Show an account", .response_schema = kAccountSchema},
              .handler = [&handlers](const Request& request) { return handlers.get(request); }});
  router.add({.method = Method::kPatch,
              .path = "/api/v1/accounts/{id}",
              .access = Access::permission("accounts.write"),
              .doc = {.summary = "Change or disable an account",
                      .description = "Accounts are not deleted, as what they did refers to them. "
                                     "409 `last_admin` rather than to lock everybody out.",
                      .request_schema = kPatchSchema,
                      .response_schema = kAccountSchema},
              .deferred = [&handlers](const Request& request, Responder& responder) {
                handlers.update(request, responder);
              }});
  router.add({.method = Method::kPost,
              .path = "/api/v1/accounts/{id}/revoke-sessions",
              .access = Access::permission("accounts.write"),
              .doc = {.summary = "End all sessions of an account, on all replicas",
                      .response_schema = R"({"type":"object","required":["revoked"],
"properties":{"revoked":{"type":"integer"}}})"},
              .handler = [&handlers](const Request& request) {
                return handlers.revokeSessions(request);
              }});
  router.add({.method = Method::kPost,
              .path = "/api/v1/auth/password",
              .access = Access::authenticated(),
              .doc = {.summary = "Change the own password",
                      .description = "Ends all sessions of the account: log in again. 429 "
                                     "`login_locked` after too many wrong passwords.",
                      .request_schema = R"({"type":"object",
"required":["currentPassword","newPassword"],"properties":{
"currentPassword":{"type":"string","writeOnly":true},
"newPassword":{"type":"string","writeOnly":true}}})",
                      .statuses = {204}},
              .deferred = [&handlers](const Request& request, Responder& responder) {
                handlers.changeOwnPassword(request, responder);
              }});
}

}  // namespace itops::identity
