#include "report/report_generator.hpp"

#include "report/pdf/report_pdf.hpp"
#include "report/report_builder.hpp"
#include "report/report_csv.hpp"
#include "report/report_json.hpp"

namespace itops::sla {
namespace {

/// Without an earlier report, corrections of the last day are named.
constexpr std::chrono::hours kFirstLookBack{24};

}  // namespace

ReportGenerator::Result ReportGenerator::generate(
    Timestamp due_at, const std::function<void(Transaction&, const StoredReport&)>& also) {
  const Report report = build(due_at);
  const ReportForms forms{reportJson(report), reportCsv(report), reportPdf(report)};
  Result result{{report.date, report.revision, report.generated_at, report.day.key, ""},
                files_.write(report.date, forms)};
  if (result.warning.empty()) {
    result.report.path = files_.pdfOf(report.date).string();
  } else {
    logger_.warning(result.warning);
  }
  database_.transact([&](Transaction& transaction) {
    also(transaction, result.report);
    ReportStoreRepository store(transaction);
    store.save(result.report, forms);
    store.keepFigures(report);
  });
  return result;
}

Report ReportGenerator::build(Timestamp due_at) {
  Report report;
  database_.transact([&](Transaction& transaction) {
    const Timestamp now = clock_.now();
    ReportStoreRepository store(transaction);
    const Calendar calendar(time_zone_);
    const std::chrono::year_month_day date(
        std::chrono::floor<std::chrono::days>(calendar.localTime(instantOf(due_at))));
    const auto before = store.before(date);
    report = ReportBuilder(transaction, organisation_, time_zone_)
                 .build(date, now, before ? before->generated_at : now - kFirstLookBack);
    if (const auto same = store.find(date)) report.revision = same->revision + 1;
    report.differences = differences(transaction, date);
  });
  return report;
}

void ReportGenerator::forgetFigures(const std::function<void(Transaction&)>& fence,
                                    std::chrono::milliseconds keep) {
  database_.transact([&](Transaction& transaction) {
    fence(transaction);
    ReportStoreRepository(transaction).forgetFigures(clock_.now() - keep);
  });
}

std::vector<ReportDifference> ReportGenerator::differences(Transaction& transaction,
                                                           std::chrono::year_month_day date) {
  ReportBuilder builder(transaction, organisation_, time_zone_);
  std::vector<ReportDifference> differences;
  const std::chrono::year_month_day reported(std::chrono::sys_days(date) - std::chrono::days(1));
  for (const auto& [kind, id, name, published, current] :
       ReportStoreRepository(transaction).changed(date)) {
    differences.push_back({kind == Subject::kGroup, name,
                           builder.dayFigures(kind, id, reported, published),
                           builder.dayFigures(kind, id, reported, current)});
  }
  return differences;
}

}  // namespace itops::sla
