#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <vector>

#include "arithmetic/timeline.hpp"

namespace itops::sla {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Instant kStart{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};

/// One random history of a service around a window.
struct History {
  Interval window;
  std::vector<Sample> samples;
  std::vector<Interval> outages;
  std::vector<Interval> exclusions;
  SilencePolicy silence = SilencePolicy::kDown;
};

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  int between(int low, int high) { return std::uniform_int_distribution<int>(low, high)(engine_); }
  void shuffle(std::vector<Sample>& samples) {
    std::shuffle(samples.begin(), samples.end(), engine_);
  }

 private:
  std::mt19937 engine_;
};

Interval randomInterval(Dice& dice, int span_ms) {
  const Instant from = kStart + milliseconds(dice.between(-2 * span_ms, span_ms));
  return {from, from + milliseconds(dice.between(0, span_ms / 2))};
}

/// @param span_ms length of the window; what surrounds it has its scale
History randomHistory(Dice& dice, int span_ms, int samples_max) {
  History history;
  history.window = {kStart, kStart + milliseconds(span_ms)};
  history.silence = dice.between(0, 3) == 0 ? SilencePolicy::kUnknown : SilencePolicy::kDown;
  const int hold_max = std::max(1, span_ms / 2000);
  for (int i = dice.between(0, samples_max); i > 0; --i) {
    Sample sample;
    sample.observed_at = kStart + milliseconds(dice.between(-2 * span_ms, span_ms + span_ms / 10));
    if (dice.between(0, 9) == 0 && !history.samples.empty()) {
      sample.observed_at = history.samples.back().observed_at;
    }
    sample.status = kStatuses[static_cast<std::size_t>(dice.between(0, 4))];
    sample.reporter = dice.between(0, 2) == 0 ? Reporter::kAgent : Reporter::kPush;
    sample.hold = seconds(dice.between(0, hold_max));
    sample.down_after = sample.hold + seconds(dice.between(0, hold_max));
    history.samples.push_back(sample);
  }
  for (int i = dice.between(-1, 3); i > 0; --i) {
    history.outages.push_back(randomInterval(dice, span_ms));
  }
  for (int i = dice.between(-2, 2); i > 0; --i) {
    history.exclusions.push_back(randomInterval(dice, span_ms));
  }
  return history;
}

/// The rules of product documentation, asked anew for each millisecond: slow, and sharing no code
/// with what it checks.
class Reference {
 public:
  explicit Reference(const History& history) : history_(history) {}

  ClassTimes times() {
    ClassTimes times;
    for (Instant t = history_.window.from; t < history_.window.to; t += milliseconds(1)) {
      times.add(classAt(t), milliseconds(1));
    }
    return times;
  }

 private:
  static bool covers(const std::vector<Interval>& intervals, Instant t) {
    for (const Interval& interval : intervals) {
      if (interval.from <= t && t < interval.to) return true;
    }
    return false;
  }

  static int severity(Status status) {
    constexpr int kOf[] = {0, 1, 3, 5, 2, 4};  // by number: -, OPERATIONAL, DEGRADED, DOWN, ...
    return kOf[static_cast<int>(status)];
  }

  const Sample* lastAt(Instant t) const {
    const Sample* last = nullptr;
    for (const Sample& sample : history_.samples) {
      if (sample.observed_at > t) continue;
      if (last == nullptr || sample.observed_at > last->observed_at ||
          (sample.observed_at == last->observed_at && beats(sample, *last))) {
        last = &sample;
      }
    }
    return last;
  }

  static bool beats(const Sample& a, const Sample& b) {
    if (a.status != b.status) return severity(a.status) > severity(b.status);
    if (a.reporter != b.reporter) return a.reporter < b.reporter;
    if (a.hold != b.hold) return a.hold > b.hold;
    return a.down_after < b.down_after;
  }

  /// Milliseconds of [from, to) in which the platform could take pushes, counted incrementally.
  std::int64_t workingMilliseconds(Instant from, Instant to) {
    if (from != counted_from_) {
      counted_from_ = counted_to_ = from;
      counted_ = 0;
    }
    for (; counted_to_ < to; counted_to_ += milliseconds(1)) {
      counted_ += covers(history_.outages, counted_to_) ? 0 : 1;
    }
    return counted_;
  }

  TimeClass classAt(Instant t) {
    if (covers(history_.exclusions, t)) return TimeClass::kExcluded;
    const Sample* last = lastAt(t);
    if (last == nullptr) return TimeClass::kUnknown;
    const Instant at = instantOf(last->observed_at);
    if (last->status == Status::kMaintenance) return TimeClass::kMaintenance;
    if (t < at + last->hold) return reported(last->status);
    if (last->reporter != Reporter::kPush || last->down_after == seconds(0)) {
      return TimeClass::kUnknown;
    }
    if (history_.silence == SilencePolicy::kUnknown) return TimeClass::kUnknown;
    const bool out = covers(history_.outages, t);
    const bool silent = workingMilliseconds(at, t) >= milliseconds(last->down_after).count();
    return silent && !out ? TimeClass::kDown : TimeClass::kUnknown;
  }

  static TimeClass reported(Status status) {
    if (status == Status::kOperational) return TimeClass::kUp;
    if (status == Status::kDegraded) return TimeClass::kDegraded;
    return status == Status::kDown ? TimeClass::kDown : TimeClass::kUnknown;
  }

  const History& history_;
  Instant counted_from_{};
  Instant counted_to_{};
  std::int64_t counted_ = 0;
};

ClassTimes classified(const History& history, const Interval& window) {
  const IntervalSet outages(history.outages), exclusions(history.exclusions);
  return classTimes(
      classify(window, inOrder(history.samples), {outages, exclusions, history.silence}));
}

TEST(TimelinePropertyTest, EqualsAReferenceThatLooksAtEachMillisecond) {
  Dice dice(20260301);
  for (int run = 0; run < 10'000; ++run) {
    const History history = randomHistory(dice, dice.between(500, 4'000), 12);
    const ClassTimes times = classified(history, history.window);
    ASSERT_EQ(times, Reference(history).times()) << "history " << run;
    ASSERT_EQ(times.total(), history.window.length()) << "history " << run;
  }
}

TEST(TimelinePropertyTest, TheOrderOfArrivalChangesNothing) {
  Dice dice(1);
  for (int run = 0; run < 2'000; ++run) {
    History history = randomHistory(dice, 300'000, 30);
    const ClassTimes before = classified(history, history.window);
    dice.shuffle(history.samples);
    ASSERT_EQ(classified(history, history.window), before) << "history " << run;
  }
}

TEST(TimelinePropertyTest, WindowsAddUpToTheDay) {
  Dice dice(2);
  for (int run = 0; run < 500; ++run) {
    const History history = randomHistory(dice, 86'400'000, 400);
    const auto samples = inOrder(history.samples);
    const IntervalSet outages(history.outages), exclusions(history.exclusions);
    ClassTimes sum;
    for (Instant from = kStart; from < history.window.to; from += std::chrono::minutes(5)) {
      sum += classTimes(classify({from, from + std::chrono::minutes(5)}, samples,
                                 {outages, exclusions, history.silence}));
    }
    ASSERT_EQ(sum, classified(history, history.window)) << "day " << run;
  }
}

}  // namespace
}  // namespace itops::sla
