#pragma once

#include <chrono>

#include "events/delivery_rules.hpp"

namespace itops::events {

/// How events are delivered and kept (`events.*`). Defaults are those of the settings.
struct EventOptions {
  int batch_max = 250;                            ///< deliveries in one transaction
  std::chrono::milliseconds batch_time_max{250};  ///< none is begun after that
  std::chrono::milliseconds poll_interval{5'000};
  int consumers_at_once = 3;  ///< that hold a connection
  RetryLimits retry;
  std::chrono::milliseconds keep = std::chrono::hours(24);
  std::chrono::milliseconds keep_undelivered = std::chrono::hours(7 * 24);
  std::chrono::milliseconds keep_dead = std::chrono::hours(30 * 24);
};

}  // namespace itops::events
