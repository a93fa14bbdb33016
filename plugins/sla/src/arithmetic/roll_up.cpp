#include "arithmetic/roll_up.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace itops::sla {
namespace {

/// From the class that decides first to the one that decides last.
using Precedence = std::array<TimeClass, kTimeClassCount>;
constexpr Precedence kWorstFirst{TimeClass::kDown, TimeClass::kUnknown,     TimeClass::kDegraded,
                                 TimeClass::kUp,   TimeClass::kMaintenance, TimeClass::kExcluded};
constexpr Precedence kBestFirst{TimeClass::kUp,   TimeClass::kDegraded,    TimeClass::kUnknown,
                                TimeClass::kDown, TimeClass::kMaintenance, TimeClass::kExcluded};

/// A member leaves one class and enters another.
struct Change {
  Instant at;
  TimeClass time_class;
  int members;  ///< +1 enters, -1 leaves
};

std::vector<Change> changesOf(std::span<const std::vector<Segment>> members) {
  std::vector<Change> changes;
  for (const auto& segments : members) {
    for (const Segment& segment : segments) {
      changes.push_back({segment.interval.from, segment.time_class, +1});
      changes.push_back({segment.interval.to, segment.time_class, -1});
    }
  }
  std::sort(changes.begin(), changes.end(),
            [](const Change& a, const Change& b) { return a.at < b.at; });
  return changes;
}

TimeClass decide(const std::array<int, kTimeClassCount>& members, const Precedence& precedence) {
  for (const TimeClass time_class : precedence) {
    if (members[static_cast<std::size_t>(time_class)] > 0) return time_class;
  }
  return TimeClass::kUnknown;
}

/// Sweeps over the changes of all members; between two of them the group is of one class.
ClassTimes swept(const Interval& window, std::span<const std::vector<Segment>> members,
                 const Precedence& precedence) {
  ClassTimes times;
  std::array<int, kTimeClassCount> inside{};
  Instant position = window.from;
  for (const Change& change : changesOf(members)) {
    if (change.at > position) {
      times.add(decide(inside, precedence), change.at - position);
      position = change.at;
    }
    inside[static_cast<std::size_t>(change.time_class)] += change.members;
  }
  if (position < window.to) times.add(decide(inside, precedence), window.to - position);
  return times;
}

}  // namespace

ClassTimes rolledUp(const Interval& window, std::span<const std::vector<Segment>> members,
                    RollUp rule) {
  switch (rule) {
    case RollUp::kWorst:
      return swept(window, members, kWorstFirst);
    case RollUp::kAny:
      return swept(window, members, kBestFirst);
    case RollUp::kAverage:
      break;
  }
  ClassTimes sum;
  for (const auto& segments : members) sum += classTimes(segments);
  return sum;
}

}  // namespace itops::sla
