#include "http/system_routes.hpp"

#include <sodium.h>

#include <algorithm>
#include <boost/json.hpp>

#include "http/docs_page.hpp"
#include "http/openapi.hpp"

namespace itops::http {
namespace {

constexpr std::string_view kOwner = "kernel";

constexpr const char* kHealthSchema = R"({"type":"object","required":["status","version"],
  "properties":{"status":{"const":"ok"},"version":{"type":"string"}}})";

constexpr const char* kReadySchema = R"({"type":"object","required":["ready","components"],
  "properties":{"ready":{"type":"boolean"},"components":{"type":"array","items":{"type":"object",
  "required":["name","ready"],"properties":{"name":{"type":"string"},"ready":{"type":"boolean"},
  "detail":{"type":"string"}}}}}})";

// `'sha256-...'` of the text between the tags, as a Content-Security-Policy names inline code.
std::string sourceHash(std::string_view page, std::string_view open, std::string_view close) {
  const auto begin = page.find(open) + open.size();
  const auto text = page.substr(begin, page.find(close, begin) - begin);
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  char encoded[sodium_base64_ENCODED_LEN(sizeof digest, sodium_base64_VARIANT_ORIGINAL)];
  sodium_bin2base64(encoded, sizeof encoded, digest, sizeof digest, sodium_base64_VARIANT_ORIGINAL);
  return "'sha256-" + std::string(encoded) + "'";
}

std::string docsPolicy() {
  const auto page = docsPage();
  return "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; "
         "form-action 'none'; frame-ancestors 'none'; script-src " +
         sourceHash(page, "<script>", "</script>") + "; style-src " +
         sourceHash(page, "<style>", "</style>");
}

Response readyResponse(const ReadyReport& report) {
  boost::json::array components;
  for (const auto& component : report) {
    boost::json::object entry{{"name", component.name}, {"ready", component.ready}};
    if (!component.detail.empty()) entry["detail"] = component.detail;
    components.push_back(std::move(entry));
  }
  const bool ready = std::all_of(report.begin(), report.end(),
                                 [](const ReadyComponent& component) { return component.ready; });
  Response response;
  response.status = ready ? 200 : 503;
  response.body = boost::json::serialize(
      boost::json::object{{"ready", ready}, {"components", std::move(components)}});
  if (!ready) response.headers.emplace_back("Retry-After", "1");
  return response;
}

RouteDoc describe(const char* summary, const char* type, const char* schema = "") {
  RouteDoc doc{summary};
  doc.response_type = type;
  doc.response_schema = schema;
  return doc;
}

void addHealth(RouteTable& routes, const std::string& version) {
  const std::string body =
      boost::json::serialize(boost::json::object{{"status", "ok"}, {"version", version}});
  Route route{Method::kGet, "/health", Access::open(),
              describe("Tells that the process lives", "application/json", kHealthSchema)};
  route.deferred = [body](const Request&, Responder& responder) {
    responder.send({200, "application/json", body});
  };
  routes.add(kOwner, std::move(route));
}

void addReady(RouteTable& routes, std::function<ReadyReport()> ready) {
  Route route{Method::kGet, "/ready", Access::open(),
              describe("Tells whether requests can be served", "application/json", kReadySchema)};
  route.doc.description =
      "503 with the same document while a part is not ready; its detail names what is missing.";
  route.handler = [ready = std::move(ready)](const Request&) { return readyResponse(ready()); };
  routes.add(kOwner, std::move(route));
}

void addMetrics(RouteTable& routes, const MetricsRegistry& metrics) {
  Route route{Method::kGet, "/metrics", Access::open(),
              describe("Figures in Prometheus text format", "text/plain")};
  route.handler = [&metrics](const Request&) {
    return Response{200, "text/plain; version=0.0.4; charset=utf-8", metrics.text()};
  };
  routes.add(kOwner, std::move(route));
}

void addDocuments(RouteTable& routes, std::string version) {
  Route document{Method::kGet, "/openapi.json", Access::open(),
                 describe("This interface as an OpenAPI 3.1 document", "application/json")};
  document.handler = [&routes, version = std::move(version)](const Request&) {
    return Response{200, "application/json", openApiDocument(routes, version)};
  };
  routes.add(kOwner, std::move(document));

  Route page{Method::kGet, "/docs", Access::open(),
             describe("This interface as a page to read", "text/html")};
  page.handler = [policy = docsPolicy()](const Request&) {
    Response response{200, "text/html; charset=utf-8", std::string(docsPage())};
    response.headers = {{"Content-Security-Policy", policy},
                        {"Referrer-Policy", "no-referrer"},
                        {"Cache-Control", "no-cache"}};
    return response;
  };
  routes.add(kOwner, std::move(page));
}

}  // namespace

void registerSystemRoutes(RouteTable& routes, std::string version,
                          std::function<ReadyReport()> ready, const MetricsRegistry& metrics) {
  addHealth(routes, version);
  addReady(routes, std::move(ready));
  addMetrics(routes, metrics);
  addDocuments(routes, std::move(version));
}

}  // namespace itops::http
