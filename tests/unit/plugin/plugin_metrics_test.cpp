#include "plugin/plugin_metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <prometheus/counter.h>

#include <cmath>
#include <functional>
#include <optional>
#include <thread>

#include "itops/error.hpp"

namespace itops::plugin {
namespace {

using testing::HasSubstr;
using testing::Not;

class PluginMetricsTest : public testing::Test {
 protected:
  /// What a refused request is told; `taken` when it isn't refused.
  static std::string refusal(const std::function<void()>& request) {
    try {
      request();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kInvalid);
      EXPECT_EQ(error.code(), "metric_invalid");
      return error.what();
    }
    return "taken";
  }
  std::string refusedCounter(const std::string& name,
                             std::initializer_list<MetricLabel> labels = {}) {
    return refusal([&] { metrics_->counter(name, "Help.", labels); });
  }

  MetricsRegistry registry_;
  std::optional<PluginMetrics> metrics_{std::in_place, "sla", registry_};
};

TEST_F(PluginMetricsTest, ShowsASeriesOfEachKindWithThePluginsName) {
  metrics_->counter("itops_sla_windows_total", "Windows.", {{"kind", "daily"}}).add(2);
  metrics_->gauge("itops_sla_lag_seconds", "Lag.", {}).set(1.5);
  metrics_->histogram("itops_sla_run_seconds", "Runs.", {0.5, 2}, {}).observe(1);
  const std::string text = registry_.text();
  EXPECT_THAT(text, HasSubstr("# HELP itops_sla_windows_total Windows.\n"));
  EXPECT_THAT(text, HasSubstr("itops_sla_windows_total{kind=\"daily\",plugin=\"sla\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("itops_sla_lag_seconds{plugin=\"sla\"} 1.5\n"));
  EXPECT_THAT(text, HasSubstr("itops_sla_run_seconds_bucket{plugin=\"sla\",le=\"0.5\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("itops_sla_run_seconds_bucket{plugin=\"sla\",le=\"2\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("itops_sla_run_seconds_bucket{plugin=\"sla\",le=\"+Inf\"} 1\n"));
}

TEST_F(PluginMetricsTest, GivesTheSameSeriesForTheSameNameAndLabelsInAnyOrder) {
  auto& first = metrics_->counter("itops_sla_a_total", "A.", {{"x", "1"}, {"y", "2"}});
  EXPECT_EQ(&metrics_->counter("itops_sla_a_total", "A.", {{"y", "2"}, {"x", "1"}}), &first);
  EXPECT_NE(&metrics_->counter("itops_sla_a_total", "A.", {{"y", "2"}, {"x", "3"}}), &first);
}

TEST_F(PluginMetricsTest, LetsACounterOnlyGrow) {
  auto& counter = metrics_->counter("itops_sla_a_total", "A.", {});
  counter.add(3);
  counter.add(-1);
  counter.add(std::nan(""));
  EXPECT_THAT(registry_.text(), HasSubstr("itops_sla_a_total{plugin=\"sla\"} 3\n"));
}

TEST_F(PluginMetricsTest, LetsAGaugeGoUpAndDown) {
  auto& gauge = metrics_->gauge("itops_sla_a", "A.", {});
  gauge.set(5);
  gauge.add(-7);
  EXPECT_THAT(registry_.text(), HasSubstr("itops_sla_a{plugin=\"sla\"} -2\n"));
}

TEST_F(PluginMetricsTest, RemovesItsSeriesWhenThePluginIsGoneAndLeavesThoseOfOthers) {
  PluginMetrics other("sla_portal", registry_);
  metrics_->counter("itops_sla_portal_calls_total", "Calls.", {}).add();
  other.counter("itops_sla_portal_calls_total", "Calls.", {}).add();
  metrics_.reset();
  EXPECT_THAT(registry_.text(), Not(HasSubstr("plugin=\"sla\"}")));
  EXPECT_THAT(registry_.text(), HasSubstr("{plugin=\"sla_portal\"} 1\n"));
}

TEST_F(PluginMetricsTest, RefusesNamesThatBreakTheRules) {
  const std::string prefix = "the name does not begin with itops_sla_.";
  EXPECT_EQ(refusedCounter("windows_total"),
            "Plugin sla asks for the metric windows_total: " + prefix);
  EXPECT_THAT(refusedCounter("itops_ticketing_a_total"), HasSubstr(prefix));
  EXPECT_THAT(refusedCounter("itops_sla_"), HasSubstr(prefix));
  EXPECT_THAT(refusedCounter("itops_sla_Windows_total"), HasSubstr("[a-z_][a-z0-9_]*"));
  EXPECT_THAT(refusedCounter(""), HasSubstr("[a-z_][a-z0-9_]*"));
  EXPECT_THAT(refusedCounter("itops_sla_windows"), HasSubstr("ends with _total"));
  EXPECT_THAT(refusal([&] { metrics_->gauge("itops_sla_x_total", "X.", {}); }),
              HasSubstr("only the name of a counter"));
}

TEST_F(PluginMetricsTest, RefusesLabelsThatBreakTheRules) {
  for (const char* label : {"", "Kind", "1st", "a-b", "ä"}) {
    EXPECT_THAT(refusedCounter("itops_sla_a_total", {{label, "1"}}), HasSubstr("[a-z_][a-z0-9_]*"))
        << label;
  }
  EXPECT_THAT(refusedCounter("itops_sla_a_total", {{"plugin", "x"}}), HasSubstr("by the kernel"));
  EXPECT_THAT(refusedCounter("itops_sla_a_total", {{"__a", "x"}}), HasSubstr("reserved"));
  EXPECT_THAT(refusedCounter("itops_sla_a_total", {{"a", "x"}, {"a", "y"}}), HasSubstr("twice"));
  EXPECT_THAT(refusal([&] {
                metrics_->histogram("itops_sla_h", "H.", {1}, {{"le", "1"}});
              }),
              HasSubstr("reserved"));
}

TEST_F(PluginMetricsTest, RefusesBucketsThatAreNotAscendingOrMissing) {
  for (const auto& buckets : std::vector<std::vector<double>>{{}, {1, 1}, {2, 1}, {1, INFINITY}}) {
    EXPECT_THAT(refusal([&] { metrics_->histogram("itops_sla_h", "H.", buckets, {}); }),
                HasSubstr("ascending"));
  }
}

TEST_F(PluginMetricsTest, RefusesANameThatIsInUseAsAnotherKind) {
  metrics_->gauge("itops_sla_a", "A.", {});
  EXPECT_THAT(refusal([&] { metrics_->histogram("itops_sla_a", "A.", {1}, {}); }),
              HasSubstr("another kind"));
  prometheus::BuildCounter()
      .Name("itops_sla_k")
      .Help("The kernel's.")
      .Register(registry_.registry());
  EXPECT_THAT(refusal([&] {
                metrics_->gauge("itops_sla_k", "K.", {{"a", "b"}});
              }),
              HasSubstr("another kind"));
}

TEST_F(PluginMetricsTest, RefusesMoreThanAThousandSeriesButNotThoseThereAre) {
  for (std::size_t i = 0; i < kSeriesMax; ++i) {
    metrics_->counter("itops_sla_a_total", "A.", {{"i", std::to_string(i)}});
  }
  EXPECT_THAT(refusedCounter("itops_sla_b_total"), HasSubstr("1000 time series"));
  EXPECT_EQ(refusedCounter("itops_sla_a_total", {{"i", "7"}}), "taken");
}

TEST_F(PluginMetricsTest, MayBeAskedByManyThreadsAtOnce) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([this] {
      for (int n = 0; n < 100; ++n) {
        metrics_->counter("itops_sla_a_total", "A.", {{"n", std::to_string(n)}}).add();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(registry_.text(), HasSubstr("itops_sla_a_total{n=\"99\",plugin=\"sla\"} 8\n"));
}

}  // namespace
}  // namespace itops::plugin
