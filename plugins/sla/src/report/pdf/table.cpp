#include "report/pdf/table.hpp"

#include <algorithm>
#include <utility>

namespace itops::sla::pdf {
namespace {

constexpr double kPadding = 4.5;

}  // namespace

Table::Table(Pages& pages, std::vector<Column> columns)
    : pages_(pages), columns_(std::move(columns)) {
  titles();
}

void Table::titles() {
  Canvas& canvas = pages_.canvas();
  double height = 0;
  for (const Column& column : columns_) {
    height = std::max(height, canvas.measure(column.title, kColumnTitleStyle, column.width).height);
  }
  double x = kMargin;
  for (const Column& column : columns_) {
    const TextStyle style = kColumnTitleStyle.withAlign(column.align);
    const TextExtent extent = canvas.measure(column.title, style, column.width);
    const double top = pages_.y() + height - extent.height;
    canvas.text(column.title, style, {x, top + extent.baseline}, column.width);
    canvas.text(column.title_right, kColumnTitleStyle.withAlign(Align::kRight),
                {x, top + extent.baseline}, column.width);
    x += column.width + kGap;
  }
  pages_.advance(height + 3);
  canvas.line({kMargin, pages_.y()}, {kMargin + kContentWidth, pages_.y()}, kInk, 0.8);
}

CellExtent Table::extentOf(const std::vector<CellPointer>& cells) {
  CellExtent row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const CellExtent cell = cells[i]->extent(pages_.canvas(), columns_[i].width);
    row.above = std::max(row.above, cell.above);
    row.below = std::max(row.below, cell.below);
  }
  return row;
}

void Table::row(const std::vector<CellPointer>& cells) {
  const CellExtent extent = extentOf(cells);
  const double height = extent.above + extent.below + 2 * kPadding;
  if (pages_.makeRoom(height)) titles();
  const double baseline = pages_.y() + kPadding + extent.above;
  double x = kMargin;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i]->draw(pages_.canvas(), {x, baseline}, columns_[i].width);
    x += columns_[i].width + kGap;
  }
  pages_.advance(height);
  pages_.canvas().line({kMargin, pages_.y()}, {kMargin + kContentWidth, pages_.y()}, kLine);
}

}  // namespace itops::sla::pdf
