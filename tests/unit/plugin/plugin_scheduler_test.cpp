#include "plugin/plugin_scheduler.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "itops/error.hpp"

namespace itops::plugin {
namespace {

class FakeRun final : public JobRun {
 public:
  Timestamp dueAt() const override { return {}; }
  bool shouldStop() const override { return false; }
  void fence(Transaction&) const override {}
};

class PluginSchedulerTest : public testing::Test {
 protected:
  PluginSchedulerTest() { manifest_.id = "sla"; }

  /// Registers a job and runs it as the kernel does; the code of the Error that comes out.
  std::string run(JobFunction function) {
    PluginScheduler scheduler({manifest_, guard_}, [this](const std::string& owner, Job job) {
      owner_ = owner;
      job_.emplace(std::move(job));
    });
    scheduler.add({.name = "sla.make_report",
                   .description = "Makes it.",
                   .schedule = Schedule::dailyAt("07:00"),
                   .function = std::move(function)});
    FakeRun run;
    try {
      job_->function(run);
    } catch (const Error& error) {
      return error.code();
    }
    return "done";
  }

  MetricsRegistry metrics_;
  PluginManifest manifest_;
  std::shared_ptr<CallGuard> guard_ = std::make_shared<CallGuard>("sla", metrics_);
  std::string owner_;
  std::optional<Job> job_;
};

TEST_F(PluginSchedulerTest, RegistersUnderThePluginsId) {
  EXPECT_EQ(run([](JobRun&) {}), "done");
  EXPECT_EQ(owner_, "sla");
  EXPECT_EQ(job_->name, "sla.make_report");
  EXPECT_EQ(guard_->callCount(), 1U);
}

TEST_F(PluginSchedulerTest, CountsAndNamesWhatARunThrows) {
  EXPECT_EQ(run([](JobRun&) { throw std::runtime_error("no"); }), "plugin_error");
  EXPECT_EQ(guard_->failureCount(), 1U);
  EXPECT_NE(metrics_.text().find("itops_plugin_failures_total{kind=\"job\",plugin=\"sla\"} 1"),
            std::string::npos);
}

TEST_F(PluginSchedulerTest, LetsNoRunInAfterThePluginsEnd) {
  guard_->close();
  EXPECT_EQ(run([](JobRun&) { FAIL() << "The plugin is gone."; }), "plugin_stopping");
}

}  // namespace
}  // namespace itops::plugin
