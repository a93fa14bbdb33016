#include "time/time_zone.hpp"

#include <date/tz.h>

#include <stdexcept>

namespace itops {

bool isKnownTimeZone(std::string_view name) {
  return TimeZone::find(name).has_value();
}

std::optional<TimeZone> TimeZone::find(std::string_view name) {
  if (name == "UTC") return TimeZone(nullptr);
  try {
    return TimeZone(date::locate_zone(name));
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

TimeZone::Span TimeZone::spanAt(Instant instant) const {
  if (zone_ == nullptr) return {Instant::min(), Instant::max(), {}};
  const date::sys_info info = zone_->get_info(instant);
  return {info.begin, info.end, info.offset};
}

TimeZone::WallTime TimeZone::wallTimeAt(Instant instant) const {
  return WallTime(instant.time_since_epoch() + spanAt(instant).offset);
}

TimeZone::Instant TimeZone::firstInstantOf(WallTime wall_time) const {
  if (zone_ == nullptr) return Instant(wall_time.time_since_epoch());
  const date::local_info info = zone_->get_info(date::local_seconds(wall_time.time_since_epoch()));
  if (info.result == date::local_info::nonexistent) return info.first.end;
  return Instant(wall_time.time_since_epoch() - info.first.offset);
}

}  // namespace itops
