#pragma once

#include <memory>
#include <string>
#include <vector>

#include "report/pdf/canvas.hpp"

namespace itops::sla::pdf {

/// Room that a cell needs around the baseline that all cells of a row stand on.
struct CellExtent {
  double above = 0;
  double below = 0;
};

/// What stands in one cell of a table.
class Cell {
 public:
  virtual ~Cell() = default;
  virtual CellExtent extent(Canvas& canvas, double width) const = 0;
  virtual void draw(Canvas& canvas, Point baseline, double width) const = 0;
};

using CellPointer = std::unique_ptr<Cell>;

/// Paragraphs below each other, each wrapped.
class TextCell final : public Cell {
 public:
  struct Paragraph {
    std::string text;
    TextStyle style;
  };

  explicit TextCell(std::vector<Paragraph> paragraphs) : paragraphs_(std::move(paragraphs)) {}

  CellExtent extent(Canvas& canvas, double width) const override;
  void draw(Canvas& canvas, Point baseline, double width) const override;

 private:
  std::vector<Paragraph> paragraphs_;
};

/// A cell of one paragraph.
CellPointer textCell(std::string text, const TextStyle& style = kBodyStyle);

/// A name with a quieter line below it, which is left out when empty.
CellPointer nameCell(std::string name, std::string below);

/// A service by its display name, else the last part of its path; below it the rest of the path, or
/// all of it where the display name says something else.
CellPointer serviceCell(const std::string& path, const std::string& display_name);

}  // namespace itops::sla::pdf
