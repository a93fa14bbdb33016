#include "registry/service_handlers.hpp"

#include "itops/json/json_text.hpp"
#include "itops/query.hpp"
#include "registry/service_filter.hpp"
#include "registry/service_json.hpp"

namespace itops::registry {
namespace {

namespace json = boost::json;

Uuid idFrom(const Request& request) {
  const auto text = request.parameter("id");
  if (const auto id = Uuid::parse(text)) return *id;
  throw Error(ErrorKind::kNotFound, "service_not_found",
              "There is no such service: the id in the path is not a UUID.");
}

json::object objectFrom(const Request& request) {
  json::error_code error;
  json::value document = json::parse(request.body(), error);
  if (!error && document.is_object()) return std::move(document.as_object());
  throw Error(ErrorKind::kInvalid, error ? "json_invalid" : "json_not_object",
              "The body must be a JSON object with the fields to change, such as "
              "{\"team\": \"database\"}.");
}

}  // namespace

Response ServiceHandlers::list(const Request& request) {
  const auto page = registry_.queries().list(serviceFilterFrom(request));
  if (wantsCsv(request)) {
    Response response{.content_type = "text/csv; charset=utf-8",
                      .body = servicesCsv(page.items, registry_.silenceDefaults())};
    if (page.next_cursor) response.headers.emplace_back("X-Next-Cursor", *page.next_cursor);
    return response;
  }
  json::array items;
  items.reserve(page.items.size());
  for (const ServiceView& service : page.items) {
    items.push_back(serviceJson(service, registry_.silenceDefaults()));
  }
  return {.body = pageText(std::move(items), page.next_cursor)};
}

Response ServiceHandlers::get(const Request& request) {
  return one(idFrom(request));
}

Response ServiceHandlers::patch(const Request& request) {
  const Uuid id = idFrom(request);
  registry_.patch(request, id, objectFrom(request));
  return one(id);
}

Response ServiceHandlers::archive(const Request& request) {
  registry_.archive(request, idFrom(request));
  return {.status = 204, .content_type = ""};
}

Response ServiceHandlers::statusEvents(const Request& request) {
  const auto filter = eventFilterFrom(request);
  const Uuid id = idFrom(request);
  const auto service = registry_.findById(id);
  if (!service) throw serviceNotFound(id);
  const auto page = registry_.queries().statusEvents(service->id, filter);
  json::array items;
  for (const StatusEventView& event : page.items) items.push_back(statusEventJson(event));
  return {.body = pageText(std::move(items), page.next_cursor)};
}

Response ServiceHandlers::one(const Uuid& id) {
  const auto service = registry_.queries().find(id);
  if (!service) throw serviceNotFound(id);
  json::object document = serviceJson(*service, registry_.silenceDefaults());
  document["declared"] = declarationJson(registry_.declarationOf(id));
  return {.body = jsonText(document)};
}

}  // namespace itops::registry
