#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "aggregation/circumstances_repository.hpp"
#include "aggregation/counting.hpp"
#include "arithmetic/class_times.hpp"
#include "arithmetic/instant.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// What a subject's time in one window counted as.
struct SubjectWindow {
  Instant window_start{};
  ClassTimes times;

  bool operator==(const SubjectWindow&) const = default;
};

/// Windows of several subjects of one kind, by id and start.
using WindowMap = std::map<std::pair<std::int32_t, Instant>, ClassTimes>;

/// Reads and writes windows, and the place where the aggregator goes on.
class WindowRepository {
 public:
  /// @param transaction outlives this object
  explicit WindowRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Keeps other aggregators out until the transaction ends; waits for one at work.
  void lock();

  /// Start of the first window not yet handled; empty before the first observation.
  std::optional<Instant> nextWindow();
  void setNextWindow(Instant start);

  /// Windows that began before this instant were dropped for their age.
  Instant windowsFrom();
  void setWindowsFrom(Instant instant);

  /// Makes the partitions of a day where they are missing.
  void ensurePartitions(Instant day);

  /// Writes windows of which there are none yet. The partitions exist.
  void insert(Subject subject, const WindowMap& windows);
  /// Writes windows in place of what was there. The partitions exist.
  void replace(Subject subject, const WindowMap& windows);
  void remove(Subject subject, const WindowMap& windows);

  /// Windows of some subjects that begin in an interval.
  WindowMap find(Subject subject, const std::vector<std::int32_t>& ids, const Interval& interval);

  /// Windows of one subject that begin in an interval, in order, at most `limit`.
  std::vector<SubjectWindow> list(Subject subject, std::int32_t id, const Interval& interval,
                                  int limit);

 private:
  void write(const Statement& statement, const WindowMap& windows);

  Transaction& transaction_;
};

/// The parallel arrays of the six classes, in the order up, degraded, down, maintenance, unknown,
/// excluded.
class ClassArrays {
 public:
  void add(const ClassTimes& times);
  /// The array of one class, which is empty afterwards.
  Value take(TimeClass time_class);

 private:
  ArrayValue arrays_[kTimeClassCount];
};

}  // namespace itops::sla
