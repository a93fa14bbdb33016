#include "report/report_handlers.hpp"

#include <array>

#include "itops/query.hpp"
#include "json_text.hpp"
#include "report/report_json.hpp"
#include "report/report_text.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;
using std::chrono::year_month_day;

constexpr std::string_view kReportList = "sla_reports";

struct Form {
  std::string_view name;
  std::string_view content_type;
};
constexpr std::array<Form, 3> kForms{
    {{"json", "application/json"}, {"pdf", "application/pdf"}, {"csv", "text/csv; charset=utf-8"}}};

struct ReportFile {
  year_month_day date;
  Form form;
};

std::optional<year_month_day> dateFrom(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  const auto instant = parseTimestamp(std::string(text) + "T00:00:00Z");
  if (!instant) return std::nullopt;
  return std::chrono::floor<std::chrono::days>(*instant);
}

[[noreturn]] void refuseFile(std::string_view name) {
  throw Error(ErrorKind::kNotFound, "report_not_found",
              "There is no report '" + std::string(name) +
                  "'. Expected a date of GET /api/v1/sla/reports and .json, .pdf or .csv, such as "
                  "2026-03-01.pdf.");
}

/// `2026-03-01.pdf`
ReportFile reportFileFrom(std::string_view name) {
  const auto dot = name.find('.');
  const auto date = dateFrom(name.substr(0, dot));
  if (date && dot != std::string_view::npos) {
    for (const Form& form : kForms) {
      if (form.name == name.substr(dot + 1)) return {*date, form};
    }
  }
  refuseFile(name);
}

json::object objectOf(const StoredReport& report) {
  const std::string date = isoDate(report.date);
  json::object files;
  for (const Form& form : kForms) {
    files[form.name] = "/api/v1/sla/reports/" + date + "." + std::string(form.name);
  }
  return {{"date", date},
          {"day", report.day},
          {"revision", report.revision},
          {"generatedAt", formatTimestamp(report.generated_at)},
          {"path", report.path.empty() ? json::value(nullptr) : json::value(report.path)},
          {"files", std::move(files)}};
}

AuditEntry entryOf(const StoredReport& report) {
  return {.action = "sla_report.generate",
          .object_type = "sla_report",
          .object_id = isoDate(report.date),
          .object_name = isoDate(report.date),
          .after = json::serialize(json::object{{"revision", report.revision}})};
}

}  // namespace

Response ReportHandlers::generate(const Request& request) {
  const auto result =
      generator_.generate(clock_.now(), [&](Transaction& transaction, const StoredReport& report) {
        audit_.record(transaction, request, entryOf(report));
      });
  json::object body = objectOf(result.report);
  json::array warnings;
  if (!result.warning.empty()) {
    warnings.push_back(json::object{{"code", "report.not_written"}, {"message", result.warning}});
  }
  body["warnings"] = std::move(warnings);
  return {.body = jsonText(body)};
}

Response ReportHandlers::list(const Request& request) {
  QueryReader reader(request);
  const int limit = reader.limit();
  const auto cursor = reader.cursor(kReportList, QueryReader::KeyType::kText);
  std::optional<year_month_day> before;
  if (cursor) before = dateFrom(cursor->key);
  if (cursor && !before)
    reader.wrong("cursor", "Expected the nextCursor of an answer to this list.");
  reader.throwIfWrong();
  std::vector<StoredReport> reports;
  database_.transact([&](Transaction& transaction) {
    reports = ReportStoreRepository(transaction).list(before, limit + 1);
  });
  const bool more = reports.size() > static_cast<std::size_t>(limit);
  if (more) reports.pop_back();
  json::array items;
  for (const StoredReport& report : reports) items.push_back(objectOf(report));
  std::optional<std::string> next;
  if (more) next = encodeCursor(kReportList, {isoDate(reports.back().date), 0});
  return {.body = pageText(std::move(items), next)};
}

Response ReportHandlers::download(const Request& request) {
  const std::string_view name = request.parameter("file");
  const ReportFile file = reportFileFrom(name);
  std::string body;
  database_.transact([&](Transaction& transaction) {
    auto stored = ReportStoreRepository(transaction).form(file.date, std::string(file.form.name));
    if (!stored) refuseFile(name);
    body = *std::move(stored);
    if (file.form.name == "json") {
      body = withDifferences(std::move(body), generator_.differences(transaction, file.date));
    }
  });
  Response response{.content_type = std::string(file.form.content_type), .body = std::move(body)};
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"sla-report-" + std::string(name) + "\"");
  return response;
}

}  // namespace itops::sla
