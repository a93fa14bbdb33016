#include <algorithm>

#include "database/sla/sla_plugin_test.hpp"

namespace itops::sla {
namespace {

/// What the plugin does by itself.
class OwnJobsTest : public SlaPluginTest {
 protected:
  void SetUp() override { start(); }

  /// Seconds between the runs of a job that runs again and again; empty for any other.
  std::string secondsBetween(const std::string& name) {
    const auto& jobs = kernel_.scheduler.jobs();
    const auto job =
        std::find_if(jobs.begin(), jobs.end(), [&](const Job& one) { return one.name == name; });
    if (job == jobs.end() || job->schedule.kind() != Schedule::Kind::kEvery) return "";
    return job->schedule.text();
  }
};

// SLA-02, SLA-08, START-41
TEST_F(OwnJobsTest, AggregatesEveryFiveMinutes) {
  EXPECT_EQ(secondsBetween("sla.aggregate_windows"), "300");
}

TEST_F(OwnJobsTest, AssignsDefinitionsEveryMinute) {
  EXPECT_EQ(secondsBetween("sla.assign_definitions"), "60");
}

// SLA-16, START-43
TEST_F(OwnJobsTest, PacksAndCleansUpEveryHour) {
  EXPECT_EQ(secondsBetween("sla.pack_snapshots"), "3600");
  EXPECT_EQ(secondsBetween("sla.clean_up"), "3600");
}

TEST_F(OwnJobsTest, RunsThemOnAnEmptyDatabase) {
  for (const Job& job : kernel_.scheduler.jobs()) {
    EXPECT_NO_THROW(kernel_.scheduler.run(job.name)) << job.name;
  }
}

}  // namespace
}  // namespace itops::sla
