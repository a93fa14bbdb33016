#include "report/pdf/figure_cells.hpp"

#include <algorithm>
#include <array>

#include "report/report_text.hpp"

namespace itops::sla::pdf {
namespace {

constexpr double kSignWidth = 10;
constexpr double kSignAboveBaseline = 3;
constexpr double kBarHeight = 5;
constexpr double kBarGap = 2;
constexpr double kDayHeight = 11;

/// Share of the bar; a budget of nothing is full as soon as anything is spent.
double spentShare(const ErrorBudget& budget) {
  if (budget.spent.count() == 0) return 0;
  if (budget.spent >= budget.allowed) return 1;
  return static_cast<double>(budget.spent.count()) / static_cast<double>(budget.allowed.count());
}

}  // namespace

void drawSign(Canvas& canvas, Point centre, SlaStatus status) {
  const Colour colour = colourOf(status);
  constexpr double kRadius = 2.9;
  if (status == SlaStatus::kMet) return canvas.disc(centre, kRadius, colour);
  if (status == SlaStatus::kNoData) return canvas.ring(centre, kRadius, colour);
  if (status == SlaStatus::kBreached) {
    const double half = kRadius - 0.1;
    return canvas.fill({centre.x - half, centre.y - half, 2 * half, 2 * half}, colour);
  }
  const std::array<Point, 3> corners{{{centre.x, centre.y - kRadius - 0.3},
                                      {centre.x + kRadius + 0.5, centre.y + kRadius - 0.2},
                                      {centre.x - kRadius - 0.5, centre.y + kRadius - 0.2}}};
  canvas.polygon(corners, colour);
}

CellExtent StatusCell::extent(Canvas& canvas, double width) const {
  const TextExtent text = canvas.measure(text_, style_, width - kSignWidth);
  return {text.baseline, text.height - text.baseline};
}

void StatusCell::draw(Canvas& canvas, Point baseline, double width) const {
  drawSign(canvas, {baseline.x + kSignWidth / 2 - 1, baseline.y - kSignAboveBaseline}, status_);
  canvas.text(text_, style_, {baseline.x + kSignWidth, baseline.y}, width - kSignWidth);
}

CellExtent BudgetCell::extent(Canvas& canvas, double width) const {
  const TextExtent text = canvas.measure(budgetText(figures_.budget), kSmallStyle, width);
  return {kBarHeight, kBarGap + text.height};
}

void BudgetCell::draw(Canvas& canvas, Point baseline, double width) const {
  const Box track{baseline.x, baseline.y - kBarHeight, width, kBarHeight};
  canvas.fill(track, kTrack, 1);
  if (const double spent = spentShare(figures_.budget) * width; spent > 0) {
    canvas.fill({track.x, track.y, std::max(spent, 2.0), kBarHeight}, colourOf(figures_.status), 1);
  }
  const std::string text = budgetText(figures_.budget);
  const TextExtent extent = canvas.measure(text, kSmallStyle, width);
  canvas.text(text, kSmallStyle, {baseline.x, baseline.y + kBarGap + extent.baseline}, width);
}

void drawDay(Canvas& canvas, const Box& box, SlaStatus status) {
  switch (status) {
    case SlaStatus::kMet:
      return canvas.fill(box, kMetPale);
    case SlaStatus::kAtRisk:
      canvas.fill(box, kMetPale);
      return canvas.fill({box.x, box.y + box.height / 2, box.width, box.height / 2}, kAtRiskColour);
    case SlaStatus::kBreached:
      return canvas.fill(box, kBreachedColour);
    case SlaStatus::kNoData:
      return canvas.outline(box, kLine);
  }
}

CellExtent StripCell::extent(Canvas&, double) const {
  return {kDayHeight - 2, 2};
}

void StripCell::draw(Canvas& canvas, Point baseline, double width) const {
  if (days_.empty()) return;
  const double pitch = width / static_cast<double>(days_.size());
  Box box{baseline.x, baseline.y - kDayHeight + 2, pitch - 1.5, kDayHeight};
  for (const StripDay& day : days_) {
    drawDay(canvas, box, day.status);
    box.x += pitch;
  }
}

}  // namespace itops::sla::pdf
