#include "license/license_handlers.hpp"

#include <boost/json.hpp>

#include "itops/json/body_reader.hpp"

namespace itops::license {
namespace {

namespace json = boost::json;

constexpr const char* kSchema = R"({"type":"object",
"required":["standing","required","licensee","plugins","issuedAt","expiresAt","uncovered"],
"properties":{
"standing":{"type":"string","enum":["none","valid","expired","foreign","malformed","no_public_key"]},
"required":{"type":"boolean"},"licensee":{"type":["string","null"]},
"plugins":{"type":"array","items":{"type":"string"}},
"issuedAt":{"type":["string","null"],"format":"date-time"},
"expiresAt":{"type":["string","null"],"format":"date-time"},
"uncovered":{"type":"array","items":{"type":"string"},"description":"Plugins that a licence is required for and does not name; they run on"}}})";

}  // namespace

Response LicenseHandlers::answer(const Verdict& verdict) const {
  const auto missing = licenses_.uncovered(verdict);
  json::object shown{{"standing", standingName(verdict.standing)},
                     {"required", licenses_.isRequired()},
                     {"licensee", nullptr},
                     {"plugins", json::array()},
                     {"issuedAt", nullptr},
                     {"expiresAt", nullptr},
                     {"uncovered", json::array(missing.begin(), missing.end())}};
  if (verdict.license) {
    const auto& license = *verdict.license;
    shown["licensee"] = license.licensee;
    shown["plugins"] = json::array(license.plugins.begin(), license.plugins.end());
    shown["issuedAt"] = formatTimestamp(license.issued_at);
    if (license.expires_at) shown["expiresAt"] = formatTimestamp(*license.expires_at);
  }
  return {.body = json::serialize(shown)};
}

Response LicenseHandlers::show(const Request&) {
  return answer(licenses_.current());
}

Response LicenseHandlers::activate(const Request& request) {
  BodyReader body(request);
  const auto token = body.requiredText("license", kTokenBytesMax);
  body.throwIfWrong("No licence was activated");
  return answer(licenses_.activate(request, token));
}

void registerLicenseRoutes(Router& router, LicenseHandlers& handlers) {
  router.add({.method = Method::kGet,
              .path = "/api/v1/license",
              .access = Access::permission("license.read"),
              .doc = {.summary = "Show the licence", .response_schema = kSchema},
              .handler = [&handlers](const Request& request) { return handlers.show(request); }});
  router.add(
      {.method = Method::kPost,
       .path = "/api/v1/license/activate",
       .access = Access::permission("license.activate"),
       .doc = {.summary = "Activate a licence",
               .description = "400 `license_invalid` for one that is expired, forged or "
                              "foreign; the one before stays.",
               .request_schema = R"({"type":"object","required":["license"],"properties":{
"license":{"type":"string","writeOnly":true}}})",
               .response_schema = kSchema},
       .handler = [&handlers](const Request& request) { return handlers.activate(request); }});
}

}  // namespace itops::license
