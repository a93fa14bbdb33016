#include <algorithm>

#include "report/pdf/figure_cells.hpp"
#include "report/pdf/sections.hpp"
#include "report/pdf/subject_table.hpp"
#include "report/report_text.hpp"

namespace itops::sla::pdf {
namespace {

constexpr std::size_t kServicesMax = 200;

int severity(SlaStatus status) {
  switch (status) {
    case SlaStatus::kBreached:
      return 0;
    case SlaStatus::kAtRisk:
      return 1;
    case SlaStatus::kNoData:
      return 2;
    case SlaStatus::kMet:
      break;
  }
  return 3;
}

/// Those without a group; when they are too many for paper, the ones that need a look come first.
std::vector<const ReportSubject*> ungrouped(const Report& report) {
  std::vector<const ReportSubject*> subjects;
  for (const ReportService& service : report.services) {
    if (service.groups.empty()) subjects.push_back(&service.subject);
  }
  if (subjects.size() <= kServicesMax) return subjects;
  const auto rank = [](const ReportSubject* subject) {
    return std::min(severity(subject->day.status), severity(subject->month.status));
  };
  std::stable_sort(subjects.begin(), subjects.end(),
                   [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
  return subjects;
}

void drawLegend(Pages& pages) {
  Canvas& canvas = pages.canvas();
  double x = kMargin;
  const double baseline = pages.y() + 8;
  for (const SlaStatus status :
       {SlaStatus::kMet, SlaStatus::kAtRisk, SlaStatus::kBreached, SlaStatus::kNoData}) {
    drawDay(canvas, {x, baseline - 7, 8, 8}, status);
    const std::string text = statusText(status);
    canvas.text(text, kSmallStyle, {x + 12, baseline}, 80);
    x += 12 + canvas.measure(text, kSmallStyle, 80).width + 16;
  }
  pages.advance(18);
}

std::string missedText(const std::vector<StripDay>& days) {
  const auto missed = std::count_if(days.begin(), days.end(), [](const StripDay& day) {
    return day.status == SlaStatus::kBreached;
  });
  return std::to_string(missed);
}

}  // namespace

void drawNothing(Pages& pages, const std::string& sentence) {
  const TextExtent extent = pages.canvas().measure(sentence, kBodyStyle, kContentWidth);
  pages.makeRoom(extent.height);
  pages.canvas().text(sentence, {.size = 8.5, .colour = kQuiet},
                      {kMargin, pages.y() + extent.baseline}, kContentWidth);
  pages.advance(extent.height);
}

void drawGroups(const Drawing& drawing) {
  drawing.pages.heading("Groups", Table::kHeightMin);
  if (drawing.report.groups.empty()) {
    drawNothing(drawing.pages,
                "There are no SLA groups yet. A push that names one with slaGroup makes it.");
    return;
  }
  SubjectTable table(drawing, "Group");
  for (const ReportGroup& group : drawing.report.groups) {
    table.row(group.subject,
              nameCell(groupName(group), rollUpText(group.roll_up, group.members.size())));
  }
}

void drawServicesWithoutGroup(const Drawing& drawing) {
  const auto subjects = ungrouped(drawing.report);
  if (subjects.empty()) return;
  drawing.pages.heading("Services without a group", Table::kHeightMin);
  SubjectTable table(drawing, "Service");
  const std::size_t shown = std::min(subjects.size(), kServicesMax);
  for (std::size_t i = 0; i < shown; ++i) {
    table.row(*subjects[i], serviceCell(subjects[i]->name, subjects[i]->display_name));
  }
  if (shown == subjects.size()) return;
  drawing.pages.advance(8);
  drawNothing(drawing.pages, std::to_string(subjects.size() - shown) +
                                 " more services, which stand no worse, are in the CSV and the "
                                 "JSON of this report.");
}

void drawStrips(const Drawing& drawing) {
  const auto& groups = drawing.report.groups;
  if (groups.empty() || groups.front().last_days.empty()) return;
  const auto& days = groups.front().last_days;
  drawing.pages.heading("The last " + std::to_string(days.size()) + " days",
                        Table::kHeightMin + 20);
  drawLegend(drawing.pages);
  Table table(drawing.pages, {{"Group", 128},
                              {shortDateText(days.front().date), 319, Align::kLeft,
                               shortDateText(days.back().date)},
                              {"Missed", 48, Align::kRight}});
  for (const ReportGroup& group : groups) {
    std::vector<CellPointer> cells;
    cells.push_back(textCell(groupName(group)));
    cells.push_back(std::make_unique<StripCell>(group.last_days));
    cells.push_back(textCell(missedText(group.last_days), kNumberStyle));
    table.row(cells);
  }
}

void drawWorstServices(const Drawing& drawing) {
  if (drawing.report.services.empty()) return;
  drawing.pages.heading("Services with the lowest uptime of the day", Table::kHeightMin);
  if (drawing.summary.worst.empty()) {
    drawNothing(drawing.pages, "No service was down as far as is known.");
    return;
  }
  Table table(drawing.pages, {{"Service", 233},
                              {"Target %", 46, Align::kRight},
                              {"Uptime %", 56, Align::kRight},
                              {"Down", 72, Align::kRight},
                              {"Unknown", 72, Align::kRight}});
  for (const std::size_t place : drawing.summary.worst) {
    const ReportSubject& subject = drawing.report.services[place].subject;
    std::vector<CellPointer> cells;
    cells.push_back(serviceCell(subject.name, subject.display_name));
    cells.push_back(textCell(targetText(subject.target), kNumberStyle));
    cells.push_back(std::make_unique<StatusCell>(subject.day.status,
                                                 percentText(subject.day.uptime),
                                                 kStrongStyle.withAlign(Align::kRight)));
    const ClassTimes& times = subject.day.times;
    cells.push_back(textCell(durationText(times.of(TimeClass::kDown)), kNumberStyle));
    cells.push_back(textCell(durationText(times.of(TimeClass::kUnknown)), kNumberStyle));
    table.row(cells);
  }
}

}  // namespace itops::sla::pdf
