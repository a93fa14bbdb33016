#include "templates/template_document.hpp"

#include "itops/error.hpp"
#include "templates/yaml_reader.hpp"
#include "templates/yaml_writer.hpp"

namespace itops::templates {
namespace {

namespace json = boost::json;

bool headerHas(const Request& request, std::string_view header, std::string_view word) {
  return request.header(header).value_or("").find(word) != std::string_view::npos;
}

bool looksLikeJson(const Request& request) {
  if (headerHas(request, "Content-Type", "yaml")) return false;
  const auto first = request.body().find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && request.body()[first] == '{';
}

json::value readJson(std::string_view text) {
  json::parse_options options;
  options.max_depth = kDepthMax;
  json::error_code error;
  json::value value = json::parse(text, error, {}, options);
  if (!error) return value;
  throw Error(ErrorKind::kInvalid, "json_invalid",
              "The body begins like JSON, but can't be read as such: " + error.message() + ".");
}

void requireSections(const json::object& document) {
  std::vector<FieldError> errors;
  for (const auto& [name, section] : document) {
    if (name == kVersionKey || section.is_array()) continue;
    errors.push_back({std::string(name), "Expected a list of objects."});
  }
  if (errors.empty()) return;
  throw Error(ErrorKind::kInvalid, "template_invalid",
              "Nothing was imported, because some sections can't be read; see errors.", {},
              std::move(errors));
}

void requireVersion(const json::object& document) {
  const json::value* const version = document.if_contains(kVersionKey);
  if (version == nullptr || *version == json::value(kVersion)) return;
  throw Error(ErrorKind::kInvalid, "template_version",
              "Nothing was imported: the document's version is " + json::serialize(*version) +
                  ", this core reads version " + std::to_string(kVersion) + ".");
}

}  // namespace

json::object documentFrom(const Request& request) {
  json::value value =
      looksLikeJson(request) ? readJson(request.body()) : readYaml(std::string(request.body()));
  if (!value.is_object()) {
    throw Error(ErrorKind::kInvalid, "template_invalid",
                "The body must be an object of sections in YAML or JSON, as GET "
                "/api/v1/templates/export gives it.");
  }
  requireVersion(value.as_object());
  requireSections(value.as_object());
  return std::move(value.as_object());
}

Response documentResponse(const Request& request, const json::object& document) {
  if (headerHas(request, "Accept", "application/json")) return {.body = json::serialize(document)};
  return {.content_type = "application/yaml", .body = writeYaml(document)};
}

}  // namespace itops::templates
