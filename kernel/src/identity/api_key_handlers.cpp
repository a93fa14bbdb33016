#include "identity/api_key_handlers.hpp"

#include "identity/identity_json.hpp"
#include "itops/json/body_reader.hpp"
#include "itops/json/json_text.hpp"

namespace itops::identity {
namespace {

namespace json = boost::json;

constexpr std::size_t kScopesMax = 200;

}  // namespace

Response ApiKeyHandlers::list(const Request&) {
  json::array items;
  for (const auto& key : keys_.list()) items.push_back(apiKeyJson(key));
  return {.body = pageText(std::move(items), std::nullopt)};
}

Response ApiKeyHandlers::create(const Request& request) {
  BodyReader body(request);
  ApiKey wanted;
  wanted.name = body.requiredText("name");
  wanted.scopes = body.texts("scopes", kScopesMax).value_or(wanted.scopes);
  wanted.node_prefix = body.text("nodePrefix").value_or("");
  wanted.expires_at = body.timestamp("expiresAt");
  body.throwIfWrong("No key was made");
  const auto made = keys_.create(request, wanted);
  auto answer = apiKeyJson(made.key);
  answer["key"] = made.text;
  return {201, "application/json", json::serialize(answer), {{"Cache-Control", "no-store"}}};
}

Response ApiKeyHandlers::revoke(const Request& request) {
  keys_.revoke(request, std::string(request.parameter("id")));
  return {204, {}, {}};
}

}  // namespace itops::identity
