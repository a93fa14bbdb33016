#include "exclusion/exclusion_window.hpp"

#include <algorithm>

#include "itops/error.hpp"

namespace itops::sla {
namespace {

std::optional<TimeSpan> spanOf(Timestamp from, Timestamp to) {
  if (from >= to) return std::nullopt;
  return TimeSpan{from, to};
}

}  // namespace

void requireCorrectable(Timestamp instant, Timestamp now) {
  const Timestamp oldest = now - kWindowsKept;
  if (instant >= oldest) return;
  throw Error(ErrorKind::kConflict, "windows_gone",
              "What was before " + formatTimestamp(oldest) +
                  " can't be changed any more: its five-minute windows were kept for 90 days. "
                  "Give a later time.");
}

std::optional<TimeSpan> pastExcludedBy(const ExclusionWindow& window, Timestamp now) {
  return spanOf(window.started_at, std::min(window.end().value_or(now), now));
}

std::optional<TimeSpan> pastCountedAgain(const ExclusionWindow& window, Timestamp ended_at,
                                         Timestamp now) {
  return spanOf(ended_at, std::min(window.end().value_or(now), now));
}

}  // namespace itops::sla
