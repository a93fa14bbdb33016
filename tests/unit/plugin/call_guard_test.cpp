#include "plugin/call_guard.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <future>
#include <stdexcept>
#include <thread>
#include <vector>

namespace itops::plugin {
namespace {

using namespace std::chrono_literals;

class CallGuardTest : public testing::Test {
 protected:
  Error errorOf(CallKind kind, const std::function<void()>& call) {
    try {
      guard_.run(kind, "the call", call);
    } catch (const Error& error) {
      return error;
    }
    return {ErrorKind::kInternal, "nothing_thrown", "Nothing was thrown."};
  }

  MetricsRegistry metrics_;
  CallGuard guard_{"sla", metrics_};
};

TEST_F(CallGuardTest, HandsBackWhatTheCallReturns) {
  EXPECT_EQ(guard_.run(CallKind::kHandler, "the call", [] { return 7; }), 7);
  EXPECT_EQ(guard_.callCount(), 1U);
  EXPECT_EQ(guard_.failureCount(), 0U);
}

TEST_F(CallGuardTest, LetsAnErrorPassAsItIs) {
  const Error error = errorOf(CallKind::kSink, [] {
    throw Error(ErrorKind::kConflict, "taken", "It is taken.", "detail",
                {{"name", "choose another"}});
  });

  EXPECT_EQ(error.kind(), ErrorKind::kConflict);
  EXPECT_EQ(error.code(), "taken");
  EXPECT_EQ(error.logDetail(), "detail");
  EXPECT_EQ(error.fields().size(), 1U);
}

TEST_F(CallGuardTest, NamesPluginAndCallOfAnyOtherException) {
  const Error error = errorOf(CallKind::kSink, [] { throw std::length_error("too long"); });

  EXPECT_EQ(error.kind(), ErrorKind::kInternal);
  EXPECT_EQ(error.code(), "plugin_error");
  EXPECT_STREQ(error.what(), "Plugin sla failed in the call; the log says why.");
  EXPECT_EQ(error.logDetail(), "std::length_error: too long");
}

TEST_F(CallGuardTest, TellsOfAnExceptionThatIsNone) {
  EXPECT_EQ(errorOf(CallKind::kSink, [] { throw "text"; }).logDetail(),
            "an exception that is no std::exception");
}

struct FailureCase {
  const char* name;
  CallKind kind;
  ErrorKind error;
  std::uint64_t failures;
};

class CountedFailure : public testing::TestWithParam<FailureCase> {};

TEST_P(CountedFailure, DependsOnWhoseFaultItIs) {
  MetricsRegistry metrics;
  CallGuard guard("sla", metrics);
  const auto call = [] { throw Error(GetParam().error, "code", "It failed."); };

  EXPECT_THROW(guard.run(GetParam().kind, "the call", call), Error);
  EXPECT_EQ(guard.failureCount(), GetParam().failures);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, CountedFailure,
    testing::Values(FailureCase{"AnswerOfAHandler", CallKind::kHandler, ErrorKind::kNotFound, 0},
                    FailureCase{"BusyHandler", CallKind::kHandler, ErrorKind::kUnavailable, 0},
                    FailureCase{"BrokenHandler", CallKind::kHandler, ErrorKind::kInternal, 1},
                    FailureCase{"Sink", CallKind::kSink, ErrorKind::kInvalid, 1},
                    FailureCase{"Start", CallKind::kStart, ErrorKind::kConflict, 1}),
    [](const auto& test_case) { return test_case.param.name; });

TEST_F(CallGuardTest, CountsByKindInTheMetrics) {
  guard_.run(CallKind::kHealth, "health()", [] {});

  const std::string text = metrics_.text();
  EXPECT_NE(text.find("itops_plugin_calls_total{kind=\"health\",plugin=\"sla\"} 1"),
            std::string::npos);
  EXPECT_NE(text.find("itops_plugin_call_seconds_count{kind=\"health\",plugin=\"sla\"} 1"),
            std::string::npos);
}

TEST_F(CallGuardTest, LetsNobodyInAfterTheClose) {
  guard_.close();
  bool called = false;
  const Error error = errorOf(CallKind::kHandler, [&] { called = true; });

  EXPECT_EQ(error.kind(), ErrorKind::kUnavailable);
  EXPECT_EQ(error.code(), "plugin_stopping");
  EXPECT_STREQ(error.what(), "Plugin sla is being stopped; try again later.");
  EXPECT_FALSE(called);
  EXPECT_EQ(guard_.inFlightCount(), 0);
}

TEST_F(CallGuardTest, DrainsAtOnceWhenNobodyIsInside) {
  EXPECT_TRUE(guard_.drain(0ms));
}

TEST_F(CallGuardTest, GivesUpDrainingAtTheLimit) {
  guard_.run(CallKind::kHandler, "the call", [&] {
    EXPECT_EQ(guard_.inFlightCount(), 1);
    EXPECT_FALSE(guard_.drain(1ms));
  });
}

TEST_F(CallGuardTest, DrainsWhenTheLastCallLeaves) {
  std::promise<void> inside;
  std::promise<void> go_on;
  std::thread caller([&] {
    guard_.run(CallKind::kHandler, "the call", [&] {
      inside.set_value();
      go_on.get_future().wait();
    });
  });
  inside.get_future().wait();
  auto drained = std::async(std::launch::async, [&] { return guard_.drain(10s); });
  go_on.set_value();

  EXPECT_TRUE(drained.get());
  caller.join();
}

TEST_F(CallGuardTest, HasNobodyInsideAfterADrainUnderLoad) {
  std::atomic<bool> drained{false};
  std::atomic<int> entered_too_late{0};
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i) {
    callers.emplace_back([&] {
      try {
        while (true) {
          guard_.run(CallKind::kHandler, "the call", [&] { entered_too_late += drained; });
        }
      } catch (const Error&) {
        return;
      }
    });
  }
  while (guard_.callCount() < 1000) std::this_thread::yield();
  EXPECT_TRUE(guard_.drain(10s));
  drained = true;
  for (std::thread& caller : callers) caller.join();

  EXPECT_EQ(entered_too_late, 0);
}

}  // namespace
}  // namespace itops::plugin
