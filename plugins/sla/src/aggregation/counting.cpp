#include "aggregation/counting.hpp"

#include <algorithm>
#include <utility>

namespace itops::sla {
namespace {

using SegmentsByService = std::map<std::int32_t, std::vector<Segment>>;

const IntervalSet& setOf(const std::map<std::int32_t, IntervalSet>& sets, std::int32_t id) {
  static const IntervalSet kNone;
  const auto set = sets.find(id);
  return set == sets.end() ? kNone : set->second;
}

bool covers(const IntervalSet& set, const Interval& interval) {
  const IntervalSet inside = set.within(interval);
  return inside.intervals().size() == 1 && inside.intervals()[0] == interval;
}

SegmentsByService classified(const Interval& window, const SamplesByService& samples,
                             const Circumstances& circumstances) {
  SegmentsByService services;
  for (const auto& [service_id, list] : samples) {
    if (instantOf(list.front().observed_at) >= window.to) continue;
    if (covers(setOf(circumstances.archived, service_id), window)) continue;
    const SilencePolicy silence = circumstances.unknown_in_silence.contains(service_id)
                                      ? SilencePolicy::kUnknown
                                      : SilencePolicy::kDown;
    services.emplace_hint(
        services.end(), service_id,
        classify(window, list,
                 {circumstances.outages, setOf(circumstances.excluded, service_id), silence}));
  }
  return services;
}

/// The instants at which memberships begin or end within the window, and its ends.
std::vector<Instant> cutsOf(const Interval& window, const CountedGroup& group) {
  std::vector<Instant> cuts{window.from, window.to};
  for (const auto& [service_id, valid] : group.members) {
    const IntervalSet inside = valid.within(window);
    for (const Interval& interval : inside.intervals()) {
      cuts.push_back(interval.from);
      cuts.push_back(interval.to);
    }
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  return cuts;
}

std::vector<Segment> clipped(const std::vector<Segment>& segments, const Interval& part) {
  std::vector<Segment> inside;
  for (const Segment& segment : segments) {
    const Interval visible = intersection(segment.interval, part);
    if (!visible.empty()) inside.push_back({visible, segment.time_class});
  }
  return inside;
}

/// The members of a part in which no membership begins or ends.
std::vector<std::vector<Segment>> membersIn(const Interval& part, const CountedGroup& group,
                                            const SegmentsByService& services) {
  std::vector<std::vector<Segment>> members;
  for (const auto& [service_id, valid] : group.members) {
    const auto segments = services.find(service_id);
    if (segments == services.end() || valid.within(part).empty()) continue;
    members.push_back(clipped(segments->second, part));
  }
  return members;
}

ClassTimes groupTimes(const Interval& window, const CountedGroup& group,
                      const SegmentsByService& services) {
  ClassTimes times;
  const auto cuts = cutsOf(window, group);
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    const Interval part{cuts[i - 1], cuts[i]};
    const auto members = membersIn(part, group, services);
    if (!members.empty()) times += rolledUp(part, members, group.roll_up);
  }
  return times;
}

}  // namespace

WindowCount countWindow(const Interval& window, const SamplesByService& samples,
                        const Circumstances& circumstances) {
  const SegmentsByService services = classified(window, samples, circumstances);
  WindowCount count;
  for (const auto& [service_id, segments] : services) {
    count.services.emplace_hint(count.services.end(), service_id, classTimes(segments));
  }
  for (const CountedGroup& group : circumstances.groups) {
    const ClassTimes times = groupTimes(window, group, services);
    if (times.total().count() > 0) count.groups.emplace(group.id, times);
  }
  return count;
}

}  // namespace itops::sla
