#pragma once

#include <functional>
#include <string>

#include "report/pdf/canvas.hpp"

namespace itops::sla::pdf {

/// What stands on every page around its content.
struct RunningText {
  std::string head_left;  ///< from the second page on
  std::string head_right;
  std::string foot;
  int page_count = 0;  ///< for `n / m`; 0 while it isn't known yet
};

/// Where the next thing goes: a cursor that moves down a page and on to the next one.
class Pages {
 public:
  /// @param canvas outlives this object
  Pages(Canvas& canvas, RunningText running);

  Canvas& canvas() { return canvas_; }
  double y() const { return y_; }
  void advance(double height) { y_ += height; }
  double heightLeft() const { return kContentBottom - y_; }

  /// Goes on to a new page unless `height` fits on this one. A page that nothing was put on is
  /// never left, so that what is higher than a page can't loop.
  /// @return true when a new page has begun
  bool makeRoom(double height);

  /// A heading with an entry in the table of contents, together with at least `height_after`.
  void heading(const std::string& title, double height_after);

  /// Ends the last page.
  /// @return pages in all
  int finish();

 private:
  void beginPage();
  void drawFoot();

  Canvas& canvas_;
  const RunningText running_;
  int page_ = 0;
  double y_ = 0;
};

}  // namespace itops::sla::pdf
