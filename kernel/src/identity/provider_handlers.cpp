#include "identity/provider_handlers.hpp"

#include "identity/account.hpp"
#include "identity/identity_json.hpp"
#include "identity/provider_repository.hpp"

namespace itops::identity {
namespace {

namespace json = boost::json;

json::object runJson(const ReconcileRun& run) {
  return {{"ranAt", formatTimestamp(run.ran_at)},
          {"replica", run.replica},
          {"outcome", run.outcome},
          {"reason", run.reason},
          {"source", run.source},
          {"hash", run.hash},
          {"generation", run.generation},
          {"changes", json::array(run.changes.begin(), run.changes.end())},
          {"refused", json::array(run.refused.begin(), run.refused.end())}};
}

}  // namespace

Response ProviderHandlers::list(const Request&) {
  json::array items;
  database_.transact([&](Transaction& transaction) {
    for (const auto& provider : listProviders(transaction)) {
      const bool hidden = provider.kind == kLocalProvider && !local_enabled_;
      if (provider.enabled && !hidden) items.push_back(providerJson(provider));
    }
  });
  return {.body = json::serialize(json::object{{"items", std::move(items)}})};
}

Response ProviderHandlers::lastRun(const Request&) {
  const auto run = reconciler_.last();
  json::value shown = nullptr;
  if (run) shown = runJson(*run);
  return {.body = json::serialize(json::object{{"lastRun", std::move(shown)}})};
}

void registerProviderRoutes(Router& router, ProviderHandlers& handlers) {
  router.add({.method = Method::kGet,
              .path = "/api/v1/auth/providers",
              .access = Access::open(),
              .doc = {.summary = "List who can be logged in with",
                      .description = "For login pages: names only. The default comes first.",
                      .response_schema = R"({"type":"object","required":["items"],"properties":{
"items":{"type":"array","items":{"type":"object",
"required":["id","kind","displayName","isDefault","managed"],"properties":{
"id":{"type":"string"},"kind":{"type":"string","enum":["local","ldap"]},
"displayName":{"type":"string"},"isDefault":{"type":"boolean"},
"managed":{"type":"boolean","description":"Declared in Git"}}}}}})"},
              .handler = [&handlers](const Request& request) { return handlers.list(request); }});
  router.add(
      {.method = Method::kGet,
       .path = "/api/v1/auth/reconcile",
       .access = Access::permission("providers.read"),
       .doc = {.summary = "Show what the last start made of the declared providers",
               .description = "What was changed, and what was refused and why."},
       .handler = [&handlers](const Request& request) { return handlers.lastRun(request); }});
}

}  // namespace itops::identity
