#pragma once

namespace itops::sla::pdf {

/// All lengths are points, 1/72 inch, from the upper left corner of the page.
struct Point {
  double x = 0;
  double y = 0;
};

struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  double right() const { return x + width; }
  double bottom() const { return y + height; }
};

inline constexpr double kPageWidth = 595.28;  ///< A4
inline constexpr double kPageHeight = 841.89;
inline constexpr double kMargin = 42;
inline constexpr double kContentWidth = kPageWidth - 2 * kMargin;
inline constexpr double kContentTop = 62;  ///< below the running head
inline constexpr double kContentBottom = kPageHeight - 58;

}  // namespace itops::sla::pdf
