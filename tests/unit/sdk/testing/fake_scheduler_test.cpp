#include "itops/testing/scheduler.hpp"

#include <gtest/gtest.h>

#include "itops/testing/transaction.hpp"
#include "sample_info.hpp"

namespace itops::test {
namespace {

using namespace std::chrono_literals;

Timestamp at(const char* text) {
  return parseTimestamp(text).value();
}

std::string due(const Schedule& schedule, const char* after) {
  const Timestamp next = nextDue(schedule, at(after));
  return next == Timestamp::max() ? "never" : formatTimestamp(next);
}

TEST(Schedules, AreDueAfterAnInstant) {
  struct Case {
    Schedule schedule;
    const char* after;
    const char* expected;
  };
  const Case cases[] = {
      {Schedule::every(5min), "2026-03-01T12:00:00Z", "2026-03-01T12:05:00Z"},
      {Schedule::every(5min), "2026-03-01T12:01:30Z", "2026-03-01T12:05:00Z"},
      {Schedule::dailyAt("03:15"), "2026-03-01T03:14:59Z", "2026-03-01T03:15:00Z"},
      {Schedule::dailyAt("03:15"), "2026-03-01T03:15:00Z", "2026-03-02T03:15:00Z"},
      {Schedule::cron("*/15 * * * *"), "2026-03-01T12:00:00Z", "2026-03-01T12:15:00Z"},
      {Schedule::cron("0 6-8,20 * * *"), "2026-03-01T08:30:00Z", "2026-03-01T20:00:00Z"},
      {Schedule::cron("0 0 1 * *"), "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"},
      {Schedule::cron("30 9 * * 1"), "2026-03-01T12:00:00Z", "2026-03-02T09:30:00Z"},
      {Schedule::cron("0 0 * * 7"), "2026-03-01T12:00:00Z", "2026-03-08T00:00:00Z"},
      {Schedule::cron("0 0 13 * 5"), "2026-03-01T12:00:00Z", "2026-03-06T00:00:00Z"},
      {Schedule::cron("0 0 29 2 *"), "2026-03-01T12:00:00Z", "2028-02-29T00:00:00Z"},
      {Schedule::cron("0 0 30 2 *"), "2026-03-01T12:00:00Z", "never"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(due(one.schedule, one.after), one.expected) << one.schedule.text();
  }
}

TEST(Schedules, ThatAreNoneAreRefused) {
  for (const char* text : {"", "24:00", "3:15", "03:60", "noon"}) {
    EXPECT_EQ(codeOf([&] { nextDue(Schedule::dailyAt(text), {}); }), "schedule_invalid") << text;
  }
  for (const char* text : {"", "* * * *", "* * * * * *", "60 * * * *", "*/0 * * * *", "5-1 * * * *",
                           "* * 0 * *", "a * * * *"}) {
    EXPECT_EQ(codeOf([&] { nextDue(Schedule::cron(text), {}); }), "schedule_invalid") << text;
  }
  EXPECT_EQ(codeOf([&] { nextDue(Schedule::every(0s), {}); }), "schedule_invalid");
}

class FakeSchedulerTest : public testing::Test {
 protected:
  void add(const std::string& name, Schedule schedule) {
    scheduler_.add({.name = name,
                    .description = "Does it.",
                    .schedule = std::move(schedule),
                    .function = [this, name](JobRun& run) {
                      runs_.push_back(name + " " + formatTimestamp(run.dueAt()).substr(11, 5));
                    }});
  }

  FakeClock clock_;
  FakeScheduler scheduler_{kSampleInfo, clock_};
  std::vector<std::string> runs_;
};

TEST_F(FakeSchedulerTest, RunsWhatIsDueInOrder) {
  add("sample.often", Schedule::every(10min));
  add("sample.once", Schedule::dailyAt("12:20"));
  EXPECT_EQ(scheduler_.runUntil(clock_.now() + 25min), 3);
  EXPECT_EQ(runs_, (std::vector<std::string>{"sample.often 12:10", "sample.often 12:20",
                                             "sample.once 12:20"}));
  EXPECT_EQ(clock_.now(), FakeClock::kStart + 25min);
  EXPECT_EQ(scheduler_.runUntil(clock_.now()), 0);
}

TEST_F(FakeSchedulerTest, RunsByHand) {
  add("sample.once", Schedule::dailyAt("03:00"));
  scheduler_.run("sample.once");
  EXPECT_EQ(runs_, std::vector<std::string>{"sample.once 12:00"});
  EXPECT_THROW(scheduler_.run("sample.other"), std::out_of_range);
}

TEST_F(FakeSchedulerTest, LetsARunLoseTheLeadership) {
  FakeJobRun run(FakeClock::kStart);
  NoTransaction transaction;
  EXPECT_NO_THROW(run.fence(transaction));
  EXPECT_FALSE(run.shouldStop());
  run.loseLeadership();
  EXPECT_TRUE(run.shouldStop());
  EXPECT_EQ(codeOf([&] { run.fence(transaction); }), "leadership_lost");
}

TEST_F(FakeSchedulerTest, RefusesWrongJobs) {
  EXPECT_EQ(codeOf([&] { add("other.job", Schedule::every(1s)); }), "job_name");
  EXPECT_EQ(codeOf([&] { add("sample.job", Schedule::cron("x")); }), "schedule_invalid");
  add("sample.job", Schedule::every(1s));
  EXPECT_EQ(codeOf([&] { add("sample.job", Schedule::every(1s)); }), "job_duplicate");
}

}  // namespace
}  // namespace itops::test
