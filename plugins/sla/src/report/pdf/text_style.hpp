#pragma once

#include "report/pdf/palette.hpp"

namespace itops::sla::pdf {

enum class Align { kLeft, kRight, kCentre };
enum class Weight { kRegular, kBold };

struct TextStyle {
  double size = 8.5;  ///< points
  Weight weight = Weight::kRegular;
  Colour colour = kInk;
  Align align = Align::kLeft;

  constexpr TextStyle withAlign(Align other) const {
    TextStyle style = *this;
    style.align = other;
    return style;
  }
};

inline constexpr TextStyle kTitleStyle{.size = 21, .weight = Weight::kBold};
inline constexpr TextStyle kHeadingStyle{.size = 12, .weight = Weight::kBold, .colour = kAccent};
inline constexpr TextStyle kBodyStyle{.size = 8.5};
inline constexpr TextStyle kNumberStyle = kBodyStyle.withAlign(Align::kRight);
inline constexpr TextStyle kStrongStyle{.size = 8.5, .weight = Weight::kBold};
inline constexpr TextStyle kSmallStyle{.size = 7, .colour = kQuiet};
inline constexpr TextStyle kColumnTitleStyle{.size = 7, .weight = Weight::kBold, .colour = kQuiet};

}  // namespace itops::sla::pdf
