#include "report/pdf/report_pdf.hpp"

#include "report/pdf/sections.hpp"
#include "report/report_text.hpp"

namespace itops::sla {
namespace {

using pdf::Canvas;
using pdf::DocumentInfo;
using pdf::Drawing;
using pdf::Pages;
using pdf::RunningText;

DocumentInfo infoOf(const Report& report, const ReportSummary& summary,
                    const std::string& reported) {
  return {.title = "Service level report, " + reported,
          .author = report.organisation,
          .subject = summary.statement,
          .created_at = report.generated_at};
}

RunningText runningText(const Report& report, const Calendar& calendar, const std::string& reported,
                        int page_count) {
  std::string foot = "Made on " + dateText(report.date) + ", " +
                     clockText(calendar, report.generated_at, report.date) + " " + report.time_zone;
  if (report.revision > 1) foot += ", revision " + std::to_string(report.revision);
  return {.head_left = "Service level report, " + reported,
          .head_right = report.organisation,
          .foot = std::move(foot),
          .page_count = page_count};
}

void drawSections(const Drawing& drawing) {
  pdf::drawTitleBlock(drawing);
  pdf::drawGroups(drawing);
  pdf::drawStrips(drawing);
  pdf::drawServicesWithoutGroup(drawing);
  pdf::drawWorstServices(drawing);
  pdf::drawIncidents(drawing);
  pdf::drawCorrections(drawing);
  pdf::drawDifferences(drawing);
  pdf::drawExplanation(drawing);
}

struct Rendering {
  std::string bytes;
  int pages = 0;
};

Rendering render(const Report& report, const ReportSummary& summary, int page_count) {
  const Calendar calendar(report.time_zone);
  const auto date = std::chrono::sys_days(report.date) - std::chrono::days(1);
  const std::string reported = dateText(date);
  Canvas canvas(infoOf(report, summary, reported));
  Pages pages(canvas, runningText(report, calendar, reported, page_count));
  drawSections({report, summary, calendar, pages});
  const int drawn = pages.finish();
  return {canvas.finish(), drawn};
}

}  // namespace

std::string reportPdf(const Report& report) {
  const ReportSummary summary = summaryOf(report);
  // Drawn once to know how many pages there are.
  const int pages = render(report, summary, 0).pages;
  return render(report, summary, pages).bytes;
}

}  // namespace itops::sla
