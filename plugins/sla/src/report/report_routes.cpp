#include "json_schema.hpp"
#include "report/report_handlers.hpp"

namespace itops::sla {
namespace {

constexpr const char* kItemMembers =
    R"("date":{"type":"string","format":"date","description":"The day on which it was made"},)"
    R"("day":{"type":"string","format":"date","description":"The day that it is about"},)"
    R"("revision":{"type":"integer"},"generatedAt":{"type":"string","format":"date-time"},)"
    R"("path":{"type":["string","null"],"description":"Of the PDF on the server's disk"},)"
    R"("files":{"type":"object","description":"Paths of json, pdf and csv in this API"})";

constexpr const char* kWarnings =
    R"("warnings":{"type":"array","items":{"type":"object","properties":{)"
    R"("code":{"type":"string"},"message":{"type":"string"}}}})";

std::string itemSchema(const std::string& more = "") {
  std::string text = R"({"type":"object","required":["date","path"],"properties":{)";
  return text.append(kItemMembers).append(more).append("}}");
}

}  // namespace

void registerReportRoutes(Router& router, ReportHandlers& handlers) {
  router.add(
      {.method = Method::kPost,
       .path = "/api/v1/sla/report/generate",
       .access = Access::permission("sla.reports.generate"),
       .doc = {.summary = "Make today's report now",
               .description = "The report that is made every day at 07:00, about the day before "
                              "and today so far. An earlier report of today is overwritten.",
               .response_schema = itemSchema(std::string(",") + kWarnings)},
       .handler = [&handlers](const Request& request) { return handlers.generate(request); }});
  router.add({.method = Method::kGet,
              .path = "/api/v1/sla/reports",
              .access = Access::permission("sla.read"),
              .doc = {.summary = "List reports, newest first",
                      .query = pageQuery({}),
                      .response_schema = pageSchema(itemSchema())},
              .handler = [&handlers](const Request& request) { return handlers.list(request); }});
  router.add(
      {.method = Method::kGet,
       .path = "/api/v1/sla/reports/{file}",
       .access = Access::permission("sla.read"),
       .doc = {.summary = "Download a report",
               .description = "`{file}` is a date and a form: `2026-03-01.json`, `.pdf` or `.csv`. "
                              "A published report keeps its figures; the member `differences` of "
                              "the JSON tells those of its day that are different by now.",
               .response_schema = R"({"type":"object"})"},
       .handler = [&handlers](const Request& request) { return handlers.download(request); }});
}

}  // namespace itops::sla
