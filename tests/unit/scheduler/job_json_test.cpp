#include "scheduler/job_json.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "unit/scheduler/moments.hpp"

namespace itops::scheduler::test {
namespace {

namespace json = boost::json;

JobStatus report() {
  Job job{.name = "sla.make_report",
          .description = "Makes the daily report.",
          .schedule = Schedule::dailyAt("07:00"),
          .function = [](JobRun&) {}};
  const ScheduleRule rule(job.schedule, "Europe/Berlin");
  JobStatus status;
  status.definition = std::make_shared<const JobDefinition>(JobDefinition{"sla", job, rule});
  return status;
}

json::object shown(const JobStatus& status) {
  const auto document = json::parse(jobsToJson({status}, {}, "host:1"));
  return document.at("items").at(0).as_object();
}

TEST(JobJson, ShowsAJobThatNeverRan) {
  JobStatus status = report();
  status.next_run_at = at("2026-03-01T06:00:00Z");
  EXPECT_EQ(json::value(shown(status)), json::parse(R"({"name":"sla.make_report","owner":"sla",
    "description":"Makes the daily report.","schedule":"daily at 07:00",
    "timeZone":"Europe/Berlin","scope":"cluster","enabled":true,
    "nextRunAt":"2026-03-01T06:00:00Z","runRequestedAt":null,"running":false,"lastRun":null})"));
}

TEST(JobJson, ShowsTheNewestRun) {
  JobStatus status = report();
  status.record.run = RunRecord{.due_at = at("2026-03-01T06:00:00Z"),
                                .epoch = 4,
                                .attempt = 2,
                                .replica = "host:1",
                                .started_at = at("2026-03-01T06:00:01Z"),
                                .finished_at = at("2026-03-01T06:00:03Z"),
                                .outcome = "failed",
                                .error = "No space.",
                                .duration_ms = 2000};
  EXPECT_EQ(shown(status).at("lastRun"), json::parse(R"({"dueAt":"2026-03-01T06:00:00Z",
    "startedAt":"2026-03-01T06:00:01Z","finishedAt":"2026-03-01T06:00:03Z","outcome":"failed",
    "error":"No space.","durationMs":2000,"attempt":2,"replica":"host:1"})"));
}

TEST(JobJson, ShowsWhoLeads) {
  const Leader leader{7, "host:1", at("2026-03-01T06:00:00Z")};
  EXPECT_EQ(json::parse(jobsToJson({}, leader, "host:2")), json::parse(R"({"items":[],
    "replica":"host:2","leader":{"replica":"host:1","epoch":7,"since":"2026-03-01T06:00:00Z",
    "isThisReplica":false}})"));
  EXPECT_EQ(json::parse(jobsToJson({}, {}, "host:2")).at("leader"), json::value(nullptr));
}

TEST(JobJson, HasSchemasThatAreJson) {
  EXPECT_NO_THROW(json::parse(jobsSchema()));
  EXPECT_NO_THROW(json::parse(runRequestSchema()));
}

}  // namespace
}  // namespace itops::scheduler::test
