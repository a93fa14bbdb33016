#include "templates/template_handlers.hpp"

#include <algorithm>

#include "itops/query.hpp"
#include "templates/template_document.hpp"

namespace itops::templates {
namespace {

namespace json = boost::json;

std::vector<std::string> sectionsFrom(const Request& request) {
  QueryReader reader(request);
  const std::string list = reader.text("sections").value_or("");
  reader.throwIfWrong();
  std::vector<std::string> names;
  for (std::size_t at = 0; at < list.size();) {
    const auto comma = std::min(list.find(',', at), list.size());
    if (comma > at) names.push_back(list.substr(at, comma - at));
    at = comma + 1;
  }
  return names;
}

json::array texts(const std::vector<std::string>& list) {
  return json::array(list.begin(), list.end());
}

std::string reportJson(const ImportReport& report) {
  json::array sections;
  for (const auto& [name, result] : report.sections) {
    sections.push_back({{"name", name},
                        {"created", result.created},
                        {"updated", result.updated},
                        {"unchanged", result.unchanged},
                        {"warnings", texts(result.warnings)}});
  }
  return json::serialize(json::object{{"dryRun", report.dry_run},
                                      {"sections", std::move(sections)},
                                      {"warnings", texts(report.warnings)}});
}

}  // namespace

Response TemplateHandlers::exportDocument(const Request& request) {
  return documentResponse(request, service_.exportDocument(sectionsFrom(request)));
}

Response TemplateHandlers::importDocument(const Request& request) {
  QueryReader reader(request);
  const bool dry_run = reader.flag("dryRun").value_or(false);
  reader.throwIfWrong();
  return {.body = reportJson(service_.importDocument(request, documentFrom(request), dry_run))};
}

}  // namespace itops::templates
