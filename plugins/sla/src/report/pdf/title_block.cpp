#include <array>

#include "report/pdf/figure_cells.hpp"
#include "report/pdf/sections.hpp"
#include "report/report_text.hpp"

namespace itops::sla::pdf {
namespace {

constexpr TextStyle kOrganisationStyle{.size = 9, .weight = Weight::kBold, .colour = kAccent};
constexpr TextStyle kPeriodStyle{.size = 11};
constexpr TextStyle kStatementStyle{.size = 12, .weight = Weight::kBold};
constexpr TextStyle kTileStyle{.size = 16, .weight = Weight::kBold};
constexpr TextStyle kTileLabelStyle{.size = 7.5, .colour = kQuiet};
constexpr TextStyle kQuietStyle{.size = 8.5, .colour = kQuiet};

/// Puts a paragraph at the cursor and moves below it.
void paragraph(Pages& pages, const std::string& text, const TextStyle& style, double space_after) {
  const TextExtent extent = pages.canvas().measure(text, style, kContentWidth);
  pages.canvas().text(text, style, {kMargin, pages.y() + extent.baseline}, kContentWidth);
  pages.advance(extent.height + space_after);
}

std::string soFar(const Drawing& drawing) {
  const bool is_over = instantOf(drawing.report.counted_until) >= drawing.report.month.interval.to;
  return monthText(drawing.reportedDate()) + (is_over ? "" : " so far");
}

std::string periodText(const Drawing& drawing) {
  const Report& report = drawing.report;
  std::string text = report.day_is_final ? "Final figures" : "Figures so far";
  text += ", midnight to midnight " + report.time_zone + ".";
  return text + " Figures so far are counted until " +
         clockText(drawing.calendar, report.counted_until, report.date) + ".";
}

void drawStatement(const Drawing& drawing) {
  constexpr double kBlockPadding = 11;
  constexpr double kBand = 5;
  constexpr double kTextLeft = kMargin + kBand + 24;
  constexpr double kTextWidth = kContentWidth - kBand - 24 - kBlockPadding;
  Canvas& canvas = drawing.pages.canvas();
  const std::string month = soFar(drawing) + ": " + drawing.summary.month_statement;
  const TextExtent first = canvas.measure(drawing.summary.statement, kStatementStyle, kTextWidth);
  const TextExtent second = canvas.measure(month, kBodyStyle, kTextWidth);
  const double top = drawing.pages.y();
  const double height = first.height + 3 + second.height + 2 * kBlockPadding;
  const SlaStatus worst = drawing.summary.day.worst();
  canvas.fill({kMargin, top, kContentWidth, height}, kFaint);
  canvas.fill({kMargin, top, kBand, height}, colourOf(worst));
  const double baseline = top + kBlockPadding + first.baseline;
  drawSign(canvas, {kMargin + kBand + 13, baseline - 4.2}, worst);
  canvas.text(drawing.summary.statement, kStatementStyle, {kTextLeft, baseline}, kTextWidth);
  const double below = top + kBlockPadding + first.height + 3 + second.baseline;
  canvas.text(month, kBodyStyle, {kTextLeft, below}, kTextWidth);
  drawing.pages.advance(height + 14);
}

struct Tile {
  std::string figure;
  std::string label;
};

std::array<Tile, 4> tilesOf(const ReportSummary& summary) {
  const std::string things = summary.of_groups ? "groups" : "services";
  const std::string total = std::to_string(summary.day.total());
  const std::string met =
      summary.day.total() == 0 ? "-" : std::to_string(summary.day.met) + " of " + total;
  const std::string outages =
      summary.incidents == 0 ? "incidents" : "incidents, " + durationText(summary.incident_time);
  const std::string known =
      summary.coverage ? roughPercentText(*summary.coverage) + " %" : std::string("-");
  return {{{met, things + " met their target"},
           {std::to_string(summary.services), "services watched"},
           {std::to_string(summary.incidents), outages},
           {known, "of all time is known"}}};
}

void drawTiles(const Drawing& drawing) {
  constexpr double kWidth = kContentWidth / 4;
  constexpr double kHeight = 38;
  Canvas& canvas = drawing.pages.canvas();
  const double top = drawing.pages.y();
  double x = kMargin;
  for (const Tile& tile : tilesOf(drawing.summary)) {
    if (x > kMargin) canvas.line({x, top}, {x, top + kHeight}, kLine);
    const double left = x == kMargin ? x : x + 12;
    canvas.text(tile.figure, kTileStyle, {left, top + 17}, kWidth - 14);
    canvas.text(tile.label, kTileLabelStyle, {left, top + 32}, kWidth - 14);
    x += kWidth;
  }
  drawing.pages.advance(kHeight);
}

}  // namespace

void drawTitleBlock(const Drawing& drawing) {
  constexpr double kOrganisationBaseline = 44;
  Pages& pages = drawing.pages;
  Canvas& canvas = pages.canvas();
  canvas.text(drawing.report.organisation, kOrganisationStyle, {kMargin, kOrganisationBaseline},
              kContentWidth);
  canvas.line({kMargin, kOrganisationBaseline + 8},
              {kMargin + kContentWidth, kOrganisationBaseline + 8}, kAccent, 1.2);
  canvas.bookmark("Overview", {kMargin, kOrganisationBaseline});
  paragraph(pages, "Service level report", kTitleStyle, 0);
  paragraph(pages, weekdayText(drawing.reportedDate()), kPeriodStyle, 2);
  paragraph(pages, periodText(drawing), kQuietStyle, 14);
  drawStatement(drawing);
  drawTiles(drawing);
}

}  // namespace itops::sla::pdf
