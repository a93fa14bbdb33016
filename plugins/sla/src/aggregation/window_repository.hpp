#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "arithmetic/class_times.hpp"
#include "arithmetic/instant.hpp"
#include "arithmetic/timeline.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// One observation with its service.
struct ServiceSample {
  std::int32_t service_id = 0;
  Sample sample;
};

/// What a service's time in one window counted as.
struct ServiceWindow {
  std::int32_t service_id = 0;
  Instant window_start{};
  ClassTimes times;

  bool operator==(const ServiceWindow&) const = default;
};

/// Reads and writes what the aggregator works on, inside one transaction.
class WindowRepository {
 public:
  /// @param transaction outlives this object
  explicit WindowRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Keeps other aggregators out until the transaction ends; false when one is at work.
  bool tryLock();

  /// Start of the first window not yet handled; empty before the first observation.
  std::optional<Instant> nextWindow();
  void setNextWindow(Instant start);

  /// The instant of the oldest observation; empty when there is none. A look into each partition.
  std::optional<Instant> oldestSample();

  /// The last observations before the next window, by service.
  std::vector<ServiceSample> carriedSamples();
  void saveCarried(std::span<const ServiceSample> samples);

  /// Observations of all services in an interval, by service and instant.
  std::vector<ServiceSample> samplesIn(const Interval& interval);

  /// Gaps of the platform that end after an instant.
  std::vector<Interval> outagesAfter(Instant instant);

  /// Times in which services were archived, within an interval, by service.
  struct Archival {
    std::int32_t service_id = 0;
    Interval interval;
  };
  std::vector<Archival> archivalsIn(const Interval& interval);

  /// Makes the partition of a day where it is missing.
  void ensurePartition(Instant day);

  /// Writes windows, in place of what was there.
  void saveWindows(std::span<const ServiceWindow> windows);

  /// Windows of a service that begin in an interval, in order, at most `limit`.
  std::vector<ServiceWindow> windowsOf(std::int32_t service_id, const Interval& interval,
                                       int limit);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla
