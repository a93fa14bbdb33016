#pragma once

#include "arithmetic/uptime.hpp"

namespace itops::sla::pdf {

struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};

constexpr Colour rgb(unsigned value) {
  return {(value >> 16U & 0xFFU) / 255.0, (value >> 8U & 0xFFU) / 255.0, (value & 0xFFU) / 255.0};
}

// A printer without colours shows them as greys that differ: what is worse is darker.
inline constexpr Colour kInk = rgb(0x1B2430);
inline constexpr Colour kQuiet = rgb(0x5C6773);
inline constexpr Colour kLine = rgb(0xD5DAE0);
inline constexpr Colour kFaint = rgb(0xF3F5F7);
inline constexpr Colour kTrack = rgb(0xE3E7EB);
inline constexpr Colour kAccent = rgb(0x1F4E79);
inline constexpr Colour kMetColour = rgb(0x5BAA8F);
inline constexpr Colour kMetPale = rgb(0xBFE0D3);
inline constexpr Colour kAtRiskColour = rgb(0xD9962B);
inline constexpr Colour kBreachedColour = rgb(0x9E2A2B);
inline constexpr Colour kWhite = rgb(0xFFFFFF);

constexpr Colour colourOf(SlaStatus status) {
  switch (status) {
    case SlaStatus::kMet:
      return kMetColour;
    case SlaStatus::kAtRisk:
      return kAtRiskColour;
    case SlaStatus::kBreached:
      return kBreachedColour;
    case SlaStatus::kNoData:
      break;
  }
  return kQuiet;
}

}  // namespace itops::sla::pdf
