#include <algorithm>

#include "report/pdf/sections.hpp"
#include "report/pdf/table.hpp"
#include "report/report_text.hpp"

namespace itops::sla::pdf {
namespace {

constexpr std::size_t kReasonCharactersMax = 400;
constexpr std::size_t kEventCharactersMax = 330;
constexpr std::size_t kIncidentsMax = 200;

CellPointer reasonCell(const ReportIncident& incident) {
  std::vector<TextCell::Paragraph> paragraphs{
      {incident.reason.empty() ? "-" : oneLine(incident.reason, kReasonCharactersMax), kBodyStyle}};
  if (!incident.excluded.empty()) {
    paragraphs.push_back(
        {"Doesn't count: " + oneLine(incident.excluded, kReasonCharactersMax), kSmallStyle});
  }
  return std::make_unique<TextCell>(std::move(paragraphs));
}

std::string endText(const Drawing& drawing, const ReportIncident& incident) {
  if (!incident.closed_at) return "still open";
  return clockText(drawing.calendar, *incident.closed_at, drawing.reportedDate());
}

void incidentRow(const Drawing& drawing, const ReportIncident& incident, Table& table) {
  const std::string began = clockText(drawing.calendar, incident.opened_at, drawing.reportedDate());
  std::vector<CellPointer> cells;
  cells.push_back(serviceCell(incident.path, incident.display_name));
  cells.push_back(textCell(began));
  cells.push_back(textCell(endText(drawing, incident)));
  cells.push_back(textCell(durationText(incident.in_day)));
  cells.push_back(reasonCell(incident));
  table.row(cells);
}

const char* kindText(const std::string& kind) {
  return kind == "incident" ? "incident excluded" : "exclusion window";
}

void correctionRow(const Drawing& drawing, const ReportCorrection& correction, Table& table) {
  const auto clock = [&](Timestamp instant) {
    return clockText(drawing.calendar, instant, drawing.reportedDate());
  };
  std::vector<CellPointer> cells;
  cells.push_back(
      nameCell(oneLine(correction.scope, kEventCharactersMax), kindText(correction.kind)));
  cells.push_back(textCell(
      clockText(drawing.calendar, correction.from, correction.to, drawing.reportedDate())));
  cells.push_back(textCell(clock(correction.made_at)));
  cells.push_back(textCell(oneLine(correction.author, kEventCharactersMax)));
  cells.push_back(textCell(oneLine(correction.reason, kReasonCharactersMax)));
  table.row(cells);
}

void differenceRow(const ReportDifference& difference, Table& table) {
  const auto down = [](const Figures& figures) {
    return durationText(figures.times.of(TimeClass::kDown));
  };
  std::vector<CellPointer> cells;
  cells.push_back(
      nameCell(oneLine(difference.name, kEventCharactersMax), difference.is_group ? "group" : ""));
  cells.push_back(textCell(percentText(difference.published.uptime), kNumberStyle));
  cells.push_back(textCell(percentText(difference.current.uptime), kNumberStyle));
  cells.push_back(textCell(down(difference.published), kNumberStyle));
  cells.push_back(textCell(down(difference.current), kNumberStyle));
  table.row(cells);
}

}  // namespace

void drawIncidents(const Drawing& drawing) {
  const auto& incidents = drawing.report.incidents;
  drawing.pages.heading("Incidents of the day", Table::kHeightMin);
  if (incidents.empty()) return drawNothing(drawing.pages, "There were no incidents.");
  Table table(drawing.pages,
              {{"Service", 160}, {"Began", 62}, {"Ended", 62}, {"That day", 60}, {"Reason", 135}});
  const std::size_t shown = std::min(incidents.size(), kIncidentsMax);
  for (std::size_t i = 0; i < shown; ++i) incidentRow(drawing, incidents[i], table);
  if (shown == incidents.size()) return;
  drawing.pages.advance(8);
  drawNothing(drawing.pages, std::to_string(incidents.size() - shown) +
                                 " shorter incidents more are in the JSON of this report.");
}

void drawCorrections(const Drawing& drawing) {
  if (drawing.report.corrections.empty()) return;
  drawing.pages.heading("Corrections made since the last report", Table::kHeightMin);
  Table table(drawing.pages,
              {{"What", 140}, {"Time", 105}, {"Made", 62}, {"By", 66}, {"Reason", 106}});
  for (const auto& correction : drawing.report.corrections) {
    correctionRow(drawing, correction, table);
  }
}

void drawDifferences(const Drawing& drawing) {
  if (drawing.report.differences.empty()) return;
  drawing.pages.heading("Changed since this report was first published", Table::kHeightMin);
  Table table(drawing.pages, {{"Group or service", 199},
                              {"Published %", 60, Align::kRight},
                              {"Now %", 60, Align::kRight},
                              {"Down, published", 80, Align::kRight},
                              {"Down, now", 80, Align::kRight}});
  for (const auto& difference : drawing.report.differences) differenceRow(difference, table);
}

void drawExplanation(const Drawing& drawing) {
  constexpr TextStyle kStyle{.size = 7.5, .colour = kQuiet};
  constexpr double kSpace = 5;
  static constexpr const char* kSentences[] = {
      "Uptime is the time up and degraded in the time up, degraded and down, weighted as the "
      "definition says. It follows from each observation with its exact time, to the millisecond, "
      "and is never rounded up to 100. Maintenance and time that was agreed not to count are left "
      "out, as far as the definition says so.",
      "Known is the share of the time of which anything is known. Unknown time counts neither for "
      "nor against a service; where nothing is known there is no figure, instead of a good one.",
      "The error budget is the time that the target allows to be down in the month. At risk: three "
      "quarters of it are spent. Breached: all of it is overspent. The sign beside the day says "
      "the "
      "same of the day alone.",
      "A group is the average of its services (the sum of their times), the worst of them at each "
      "instant, or any of them (up while one is up), as shown below its name.",
      "Figures that come out otherwise later, because observations came late or something was "
      "agreed not to count, don't change this report: the next ones show the difference."};
  drawing.pages.heading("How the figures are counted", 60);
  for (const char* sentence : kSentences) {
    const TextExtent extent = drawing.pages.canvas().measure(sentence, kStyle, kContentWidth);
    drawing.pages.makeRoom(extent.height);
    drawing.pages.canvas().text(sentence, kStyle, {kMargin, drawing.pages.y() + extent.baseline},
                                kContentWidth);
    drawing.pages.advance(extent.height + kSpace);
  }
}

}  // namespace itops::sla::pdf
