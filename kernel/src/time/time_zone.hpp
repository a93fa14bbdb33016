#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace date {
class time_zone;
}

namespace itops {

/// True for a zone of the system's time zone database (package tzdata, /usr/share/zoneinfo), in
/// its exact spelling such as `Europe/Berlin`. `UTC` is known even where no database is installed.
/// The first other name reads the database's directory (milliseconds). [any]
bool isKnownTimeZone(std::string_view name);

/// The clocks of one time zone, exact over changes of summer time. A value. [any]
class TimeZone {
 public:
  using Instant = std::chrono::sys_seconds;
  /// What a clock on the wall shows.
  using WallTime = std::chrono::local_seconds;

  /// A time in which the clocks keep one distance to UTC.
  struct Span {
    Instant begin;
    Instant end;  ///< exclusive
    std::chrono::seconds offset;
  };

  /// Empty for a name that isKnownTimeZone() doesn't know.
  static std::optional<TimeZone> find(std::string_view name);

  /// The span that holds an instant.
  Span spanAt(Instant instant) const;

  WallTime wallTimeAt(Instant instant) const;

  /// The first instant at which the clocks show a time; for a time that they skip, the instant at
  /// which they go forward.
  Instant firstInstantOf(WallTime wall_time) const;

 private:
  explicit TimeZone(const date::time_zone* zone) : zone_(zone) {}

  const date::time_zone* zone_;  ///< lives as long as the process; null for UTC
};

}  // namespace itops
