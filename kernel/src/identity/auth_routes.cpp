#include "identity/auth_handlers.hpp"

namespace itops::identity {
namespace {

constexpr const char* kLoginSchema =
    R"({"type":"object","required":["login","password"],"properties":{
"login":{"type":"string","description":"Name, or e-mail address of a local account"},
"password":{"type":"string","writeOnly":true},
"provider":{"type":"string","description":"Id of a provider; without it a local account of that name, else the directories in turn"},
"browser":{"type":"boolean","default":false,"description":"The refresh token comes in an HttpOnly cookie; wants the header X-CSRF-Protection"}}})";

constexpr const char* kGrantSchema = R"({"type":"object",
"required":["accessToken","tokenType","expiresIn","account"],"properties":{
"accessToken":{"type":"string","description":"Sent as Authorization: Bearer"},
"tokenType":{"type":"string"},
"expiresIn":{"type":"integer","description":"Seconds"},
"refreshToken":{"type":"string","description":"Good for one refresh; absent for browsers"},
"account":{"type":"object"}}})";

constexpr const char* kTokenSchema = R"({"type":"object","properties":{
"refreshToken":{"type":"string","description":"Without it the cookie counts, together with the header X-CSRF-Protection"}}})";

constexpr const char* kMeSchema = R"({"type":"object",
"required":["kind","name","permissions","nodePrefix","account"],"properties":{
"kind":{"type":"string","enum":["person","key"]},"name":{"type":"string"},
"permissions":{"type":"array","items":{"type":"string"},"description":"`*` is all of them"},
"nodePrefix":{"type":"string"},"account":{"type":["object","null"]}}})";

}  // namespace

// Long: one entry per route.
void registerAuthRoutes(Router& router, AuthHandlers& handlers) {
  router.add({.method = Method::kPost,
              .path = "/api/v1/auth/login",
              .access = Access::open(),
              .doc = {.summary = "Log in",
                      .description = "401 `login_failed` for an unknown name as for a wrong "
                                     "password; 429 `login_locked` after too many failures of a "
                                     "name or an address.",
                      .request_schema = kLoginSchema,
                      .response_schema = kGrantSchema},
              .deferred = [&handlers](const Request& request, Responder& responder) {
                handlers.login(request, responder);
              }});
  router.add(
      {.method = Method::kPost,
       .path = "/api/v1/auth/refresh",
       .access = Access::open(),
       .doc = {.summary = "Get a new access token",
               .description = "Takes a refresh token in and gives the next one. A token "
                              "that is used twice ends its session.",
               .request_schema = kTokenSchema,
               .response_schema = kGrantSchema},
       .handler = [&handlers](const Request& request) { return handlers.refresh(request); }});
  router.add(
      {.method = Method::kPost,
       .path = "/api/v1/auth/logout",
       .access = Access::open(),
       .doc = {.summary = "Log out",
               .description = "Ends the session of the refresh token or of the access token.",
               .request_schema = kTokenSchema,
               .statuses = {204}},
       .handler = [&handlers](const Request& request) { return handlers.logout(request); }});
  router.add(
      {.method = Method::kGet,
       .path = "/api/v1/auth/me",
       .access = Access::authenticated(),
       .doc = {.summary = "Show who calls, and what they may do", .response_schema = kMeSchema},
       .handler = [&handlers](const Request& request) { return handlers.me(request); }});
}

}  // namespace itops::identity
