#include "app/periodic_timer.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>

#include "itops/error.hpp"
#include "support/recording_logger.hpp"

namespace itops::app {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kPatience{20};

/// Tells when it has been called a number of times.
class Countdown {
 public:
  explicit Countdown(int count) : left_(count) {}

  void call() {
    if (--left_ == 0) done_.set_value();
  }
  bool awaitCalls() { return done_.get_future().wait_for(kPatience) == std::future_status::ready; }

 private:
  std::atomic<int> left_;
  std::promise<void> done_;
};

TEST(PeriodicTimer, CallsAgainAndAgain) {
  test::RecordingLogger logger;
  Countdown countdown(5);
  PeriodicTimer timer(
      "test", milliseconds(1), [&] { countdown.call(); }, logger);
  EXPECT_TRUE(countdown.awaitCalls());
}

TEST(PeriodicTimer, GoesOnAfterAnErrorAndTellsTheLog) {
  test::RecordingLogger logger;
  Countdown countdown(3);
  PeriodicTimer timer(
      "heartbeat", milliseconds(1),
      [&] {
        countdown.call();
        throw Error(ErrorKind::kUnavailable, "database_unavailable", "No database.", "host=x");
      },
      logger);
  EXPECT_TRUE(countdown.awaitCalls());
  EXPECT_TRUE(logger.contains(LogLevel::kError, "task=heartbeat error=No database. detail=host=x"));
}

TEST(PeriodicTimer, GoesOnAfterAnyException) {
  test::RecordingLogger logger;
  Countdown countdown(3);
  PeriodicTimer timer(
      "test", milliseconds(1),
      [&] {
        countdown.call();
        throw std::runtime_error("odd");
      },
      logger);
  EXPECT_TRUE(countdown.awaitCalls());
  EXPECT_TRUE(logger.contains(LogLevel::kError, "error=odd"));
}

TEST(PeriodicTimer, EndsAtOnceWhileItWaits) {
  test::RecordingLogger logger;
  bool called = false;
  {
    PeriodicTimer timer(
        "test", hours(1), [&] { called = true; }, logger);
  }
  EXPECT_FALSE(called);
}

TEST(PeriodicTimer, WaitsForACallUnderWay) {
  test::RecordingLogger logger;
  std::promise<void> entered;
  std::promise<void> leave;
  bool left = false;
  auto timer = std::make_unique<PeriodicTimer>(
      "test", milliseconds(1),
      [&, once = std::make_shared<std::once_flag>()] {
        std::call_once(*once, [&] {
          entered.set_value();
          leave.get_future().wait();
          left = true;
        });
      },
      logger);
  entered.get_future().wait();
  std::thread ending([&] { timer.reset(); });
  leave.set_value();
  ending.join();
  EXPECT_TRUE(left);
}

}  // namespace
}  // namespace itops::app
