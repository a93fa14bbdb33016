#pragma once

#include <string>
#include <vector>

#include "report/pdf/cell.hpp"
#include "report/pdf/pages.hpp"

namespace itops::sla::pdf {

struct Column {
  std::string title;
  double width = 0;
  Align align = Align::kLeft;
  std::string title_right = {};  ///< a second title at the column's right end
};

/// Rows under column titles, which are repeated on every page that the table goes on to. A row is
/// never divided.
class Table {
 public:
  /// Draws the titles. The widths with the gaps between the columns fill the content's width at
  /// most.
  /// @param pages outlives this object
  Table(Pages& pages, std::vector<Column> columns);

  /// As many cells as columns.
  void row(const std::vector<CellPointer>& cells);

  static constexpr double kGap = 8;
  /// Room for the titles and a row, so that neither stands alone at the end of a page.
  static constexpr double kHeightMin = 70;

 private:
  void titles();
  CellExtent extentOf(const std::vector<CellPointer>& cells);

  Pages& pages_;
  const std::vector<Column> columns_;
};

}  // namespace itops::sla::pdf
