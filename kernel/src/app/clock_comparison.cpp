#include "app/clock_comparison.hpp"

#include <utility>

#include "database/time_repository.hpp"

namespace itops::app {
namespace {

using std::chrono::seconds;

constexpr seconds kWorthTelling{2};

prometheus::Gauge& differenceGauge(MetricsRegistry& metrics) {
  return prometheus::BuildGauge()
      .Name("itops_clock_difference_seconds")
      .Help("This machine's clock minus the database's. Core goes by the database's.")
      .Register(metrics.registry())
      .Add({});
}

prometheus::Counter& stepCounter(MetricsRegistry& metrics) {
  return prometheus::BuildCounter()
      .Name("itops_clock_steps_total")
      .Help("Times that the database's clock was set by two seconds or more.")
      .Register(metrics.registry())
      .Add({});
}

bool isWorthTelling(Timestamp::duration difference) {
  return difference >= kWorthTelling || difference <= -kWorthTelling;
}

std::string inSeconds(Timestamp::duration duration) {
  return std::to_string(std::chrono::round<seconds>(std::chrono::abs(duration)).count()) + " s";
}

}  // namespace

ClockComparison::ClockComparison(Database& database, DatabaseClock& clock,
                                 std::function<void()> on_set_back, Logger& logger,
                                 MetricsRegistry& metrics)
    : database_(database),
      clock_(clock),
      on_set_back_(std::move(on_set_back)),
      logger_(logger),
      difference_seconds_(differenceGauge(metrics)),
      steps_(stepCounter(metrics)) {}

void ClockComparison::run() {
  const auto asked = DatabaseClock::Steady::now();
  const Timestamp database = databaseTime(database_);
  const auto answered = DatabaseClock::Steady::now();
  const auto machine = std::chrono::floor<Timestamp::duration>(std::chrono::system_clock::now());
  const Timestamp::duration step = clock_.adjust(database, asked, answered);
  const bool is_first = !std::exchange(compared_, true);
  if (!is_first && isWorthTelling(step)) noteStep(step);
  noteDifference(machine - clock_.now());
  if (is_first || step <= -kWorthTelling) on_set_back_();
}

void ClockComparison::noteStep(Timestamp::duration step) {
  const char* const direction = step.count() < 0 ? "back" : "forward";
  steps_.Increment();
  logger_.warning("The database's clock was set.",
                  {{"direction", direction}, {"by", inSeconds(step)}});
  const std::lock_guard lock(mutex_);
  step_ = "The database's clock was set " + std::string(direction) + " by " + inSeconds(step) +
          " before " + formatTimestamp(std::chrono::floor<seconds>(clock_.now())) + ".";
}

void ClockComparison::noteDifference(Timestamp::duration difference) {
  difference_seconds_.Set(std::chrono::duration<double>(difference).count());
  const std::lock_guard lock(mutex_);
  const bool was_told = !difference_.empty();
  difference_.clear();
  if (!isWorthTelling(difference)) return;
  difference_ = "This machine's clock is " + inSeconds(difference) +
                (difference.count() < 0 ? " behind" : " ahead of") +
                " the database's, by which core goes. Check NTP on both.";
  if (!was_told) logger_.warning("The clocks differ.", {{"detail", difference_}});
}

std::string ClockComparison::detail() const {
  const std::lock_guard lock(mutex_);
  return difference_.empty() ? step_ : difference_;
}

}  // namespace itops::app
