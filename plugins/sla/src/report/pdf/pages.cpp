#include "report/pdf/pages.hpp"

#include <utility>

namespace itops::sla::pdf {
namespace {

constexpr double kHeadBaseline = 40;
constexpr double kFootBaseline = kPageHeight - 32;
constexpr double kNumberWidth = 60;

}  // namespace

Pages::Pages(Canvas& canvas, RunningText running) : canvas_(canvas), running_(std::move(running)) {
  beginPage();
}

void Pages::beginPage() {
  ++page_;
  y_ = kContentTop;
  if (page_ == 1) return;
  const double half = kContentWidth / 2;
  canvas_.text(running_.head_left, kSmallStyle, {kMargin, kHeadBaseline}, half);
  canvas_.text(running_.head_right, kSmallStyle.withAlign(Align::kRight),
               {kMargin + half, kHeadBaseline}, half);
  const double rule = kHeadBaseline + 6;
  canvas_.line({kMargin, rule}, {kMargin + kContentWidth, rule}, kLine);
}

void Pages::drawFoot() {
  canvas_.text(running_.foot, kSmallStyle, {kMargin, kFootBaseline}, kContentWidth - kNumberWidth);
  const std::string number = std::to_string(page_) + " / " + std::to_string(running_.page_count);
  canvas_.text(number, kSmallStyle.withAlign(Align::kRight),
               {kMargin + kContentWidth - kNumberWidth, kFootBaseline}, kNumberWidth);
}

bool Pages::makeRoom(double height) {
  if (height <= heightLeft() || y_ <= kContentTop) return false;
  drawFoot();
  canvas_.endPage();
  beginPage();
  return true;
}

void Pages::heading(const std::string& title, double height_after) {
  constexpr double kSpaceBefore = 26;
  constexpr double kSpaceAfter = 8;
  if (y_ > kContentTop) advance(kSpaceBefore);
  const TextExtent extent = canvas_.measure(title, kHeadingStyle, kContentWidth);
  makeRoom(extent.height + kSpaceAfter + height_after);
  canvas_.bookmark(title, {kMargin, y_});
  canvas_.text(title, kHeadingStyle, {kMargin, y_ + extent.baseline}, kContentWidth);
  advance(extent.height + kSpaceAfter);
}

int Pages::finish() {
  drawFoot();
  canvas_.endPage();
  return page_;
}

}  // namespace itops::sla::pdf
