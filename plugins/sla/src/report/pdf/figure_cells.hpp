#pragma once

#include <span>
#include <vector>

#include "report/pdf/cell.hpp"
#include "report/report.hpp"

namespace itops::sla::pdf {

/// The sign of a status, told apart by shape as well as by colour: disc, triangle, square, ring.
void drawSign(Canvas& canvas, Point centre, SlaStatus status);

/// The sign of a status at the left, a text beside it.
class StatusCell final : public Cell {
 public:
  StatusCell(SlaStatus status, std::string text, const TextStyle& style)
      : status_(status), text_(std::move(text)), style_(style) {}

  CellExtent extent(Canvas& canvas, double width) const override;
  void draw(Canvas& canvas, Point baseline, double width) const override;

 private:
  SlaStatus status_;
  std::string text_;
  TextStyle style_;
};

/// How much of an error budget is spent, as a bar with the times below it.
class BudgetCell final : public Cell {
 public:
  explicit BudgetCell(const Figures& figures) : figures_(figures) {}

  CellExtent extent(Canvas& canvas, double width) const override;
  void draw(Canvas& canvas, Point baseline, double width) const override;

 private:
  Figures figures_;
};

/// A square a day, darker the worse the day was.
class StripCell final : public Cell {
 public:
  /// @param days outlives this object
  explicit StripCell(std::span<const StripDay> days) : days_(days) {}

  CellExtent extent(Canvas& canvas, double width) const override;
  void draw(Canvas& canvas, Point baseline, double width) const override;

 private:
  std::span<const StripDay> days_;
};

/// One square of a strip.
void drawDay(Canvas& canvas, const Box& box, SlaStatus status);

}  // namespace itops::sla::pdf
