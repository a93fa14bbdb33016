#pragma once

#include <chrono>
#include <cstddef>

namespace itops::live {

/// Settings of the live stream (`live.*`, `events.keep`). Defaults are those of the settings.
struct LiveOptions {
  std::size_t streams_max = 1000;                           ///< of a replica: 503 with Retry-After
  std::chrono::milliseconds heartbeat{15'000};              ///< between signs of life
  std::chrono::milliseconds poll_interval{1'000};           ///< without a notification
  std::chrono::milliseconds keep = std::chrono::hours(24);  ///< events are there for this long
};

}  // namespace itops::live
