#include "http/openapi.hpp"

#include <boost/json.hpp>
#include <set>

#include "http/ascii_case.hpp"
#include "http/method.hpp"
#include "http/problem.hpp"

namespace itops::http {
namespace {

namespace json = boost::json;

constexpr std::string_view kProblemReference = "#/components/responses/Problem";

constexpr const char* kComponents = R"({
  "securitySchemes": {
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
    "bearer": {"type": "http", "scheme": "bearer"}
  },
  "responses": {
    "Problem": {
      "description": "The request was not served; the document tells why.",
      "headers": {"X-Request-Id": {"schema": {"type": "string"}}},
      "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    }
  },
  "schemas": {
    "Problem": {
      "type": "object",
      "description": "RFC 9457 problem document.",
      "required": ["type", "title", "status", "detail", "code", "requestId"],
      "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "The phrase of the status."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What went wrong and what helps."},
        "code": {"type": "string", "description": "Stable word for programs."},
        "requestId": {"type": "string", "description": "Finds the request in the server's log."},
        "errors": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["field", "message"],
            "properties": {"field": {"type": "string"}, "message": {"type": "string"}}
          }
        }
      }
    }
  }
})";

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = asciiLower(c);
  return lower;
}

// `GET /api/v1/services/{id}` -> `get_api_v1_services_id`
std::string operationId(const Route& route) {
  std::string id = lowerCase(methodName(route.method));
  for (const char c : route.path) {
    if (c == '/' || c == '-' || c == '.')
      id += '_';
    else if (c != '{' && c != '}')
      id += c;
  }
  return id;
}

json::object content(const std::string& type, const std::string& schema) {
  json::object media;
  media["schema"] = schema.empty() ? json::object() : json::parse(schema);
  return {{type, std::move(media)}};
}

json::array parameters(const RegisteredRoute& registered) {
  json::array list;
  for (const auto& name : registered.parameter_names) {
    list.push_back(json::object{{"name", name},
                                {"in", "path"},
                                {"required", true},
                                {"schema", json::object{{"type", "string"}}}});
  }
  for (const auto& query : registered.route.doc.query) {
    list.push_back(json::object{{"name", query.name},
                                {"in", "query"},
                                {"description", query.help},
                                {"schema", json::parse(query.schema)}});
  }
  return list;
}

json::object responses(const Route& route) {
  json::object list;
  for (const int status : route.doc.statuses) {
    json::object response{{"description", statusTitle(status)}};
    if (status != 204) {
      response["content"] = content(route.doc.response_type, route.doc.response_schema);
    }
    list[std::to_string(status)] = std::move(response);
  }
  list["default"] = json::object{{"$ref", kProblemReference}};
  return list;
}

json::array security(const Access& access) {
  if (access.permission().empty()) return {};
  return {json::object{{"apiKey", json::array()}}, json::object{{"bearer", json::array()}}};
}

json::object operation(const RegisteredRoute& registered) {
  const Route& route = registered.route;
  json::object result{{"operationId", operationId(route)},
                      {"tags", json::array{registered.owner}},
                      {"summary", route.doc.summary}};
  if (!route.doc.description.empty()) result["description"] = route.doc.description;
  if (!route.access.permission().empty()) result["x-permission"] = route.access.permission();
  result["security"] = security(route.access);
  if (auto list = parameters(registered); !list.empty()) result["parameters"] = std::move(list);
  if (!route.doc.request_schema.empty()) {
    result["requestBody"] = json::object{
        {"required", true}, {"content", content("application/json", route.doc.request_schema)}};
  }
  result["responses"] = responses(route);
  return result;
}

json::object paths(const RouteTable& routes) {
  json::object list;
  for (const auto* registered : routes.routes()) {
    auto& path = list[registered->route.path];
    if (!path.is_object()) path = json::object();
    path.as_object()[lowerCase(methodName(registered->route.method))] = operation(*registered);
  }
  return list;
}

json::array tags(const RouteTable& routes) {
  std::set<std::string> owners;
  for (const auto* registered : routes.routes()) owners.insert(registered->owner);
  json::array list;
  for (const auto& owner : owners) list.push_back(json::object{{"name", owner}});
  return list;
}

}  // namespace

std::string openApiDocument(const RouteTable& routes, std::string_view version) {
  const json::object document{{"openapi", "3.1.0"},
                              {"info", json::object{{"title", "ITOps"}, {"version", version}}},
                              {"servers", json::array{json::object{{"url", "/"}}}},
                              {"tags", tags(routes)},
                              {"paths", paths(routes)},
                              {"components", json::parse(kComponents)}};
  return json::serialize(document);
}

}  // namespace itops::http
