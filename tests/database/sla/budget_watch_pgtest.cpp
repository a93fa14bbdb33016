#include "database/sla/sla_plugin_test.hpp"
#include "database/sla/stored_times.hpp"
#include "itops/events/budget_burning.hpp"
#include "itops/events/budget_recovered.hpp"
#include "itops/events/data_absent.hpp"

namespace itops::sla {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Windows are counted up to 12:00 of 2026-03-01 unless a test goes on.
class BudgetWatchTest : public SlaPluginTest {
 protected:
  void SetUp() override {
    kernel_.config.set("absent_after", "30m");
    start();
  }

  StoredTimes timesOf(int service) { return {database_, Subject::kService, service}; }
  /// A service with a definition, that was up for an hour and a half.
  int addUp(const std::string& name, const std::string& tier = "high") {
    const int id = addService("a/b/c/d/" + name, tier);
    timesOf(id).windows("2026-03-01 10:30Z", 17, "300,0,0,0,0,0");
    return id;
  }
  void watch(const std::string& counted_until = "12:00") {
    database_.run("SELECT sla.ensure_assignments()");
    StoredTimes::countedUntil(database_, "2026-03-01 " + counted_until + "Z");
    kernel_.scheduler.run("sla.watch_budgets");
  }
  /// Times of a service in the window that begins then.
  void count(int service, const std::string& time, const std::string& seconds) {
    timesOf(service).windows("2026-03-01 " + time + "Z", 1, seconds);
  }

  /// `one 1h/5m`, or the name of a group, of each alert told so far.
  std::vector<std::string> burning() { return told(kernel_.events.published<BudgetBurning>()); }
  std::vector<std::string> recovered() { return told(kernel_.events.published<BudgetRecovered>()); }
  std::vector<std::string> absent() {
    std::vector<std::string> paths;
    for (const auto& event : kernel_.events.published<DataAbsent>()) paths.push_back(event.path);
    return paths;
  }
  template <class Event>
  static std::vector<std::string> told(const std::vector<Event>& events) {
    std::vector<std::string> texts;
    for (const Event& event : events) {
      texts.push_back((event.group.empty() ? event.path.substr(8) : "group " + event.group) + " " +
                      event.long_window + "/" + event.short_window);
    }
    return texts;
  }
};

TEST_F(BudgetWatchTest, TellsOnceOfAPairThatBurns) {
  count(addUp("one"), "11:55", "240,0,60,0,0,0");
  watch();
  watch();
  EXPECT_THAT(burning(), ElementsAre("one 1h/5m"));
  const BudgetBurning event = kernel_.events.published<BudgetBurning>().front();
  EXPECT_EQ(event.subject, "service");
  EXPECT_EQ(event.path, "a/b/c/d/one");
  EXPECT_EQ(event.subject_id.toString(), database_.value("SELECT uuid FROM kernel.service"));
  EXPECT_DOUBLE_EQ(event.threshold, 14.4);
  EXPECT_DOUBLE_EQ(*event.long_rate, 16.6667);
  EXPECT_DOUBLE_EQ(*event.short_rate, 200);
  EXPECT_DOUBLE_EQ(event.target_percent, 99.9);
  EXPECT_EQ(event.occurred_at, at("12:00"));
}

TEST_F(BudgetWatchTest, TellsWhenItRecoveredAndMayBurnAgain) {
  const int one = addUp("one");
  count(one, "11:55", "240,0,60,0,0,0");
  watch("12:00");
  count(one, "12:00", "300,0,0,0,0,0");
  watch("12:05");
  EXPECT_THAT(recovered(), ElementsAre("one 1h/5m"));
  EXPECT_EQ(kernel_.events.published<BudgetRecovered>().front().burning_since, at("12:00"));
  EXPECT_EQ(kernel_.events.published<BudgetRecovered>().front().occurred_at, at("12:05"));
  count(one, "12:05", "240,0,60,0,0,0");
  watch("12:10");
  EXPECT_THAT(burning(), SizeIs(2));
  EXPECT_THAT(recovered(), SizeIs(1));
}

TEST_F(BudgetWatchTest, EachPairIsToldByItself) {
  const int one = addUp("one");
  count(one, "11:55", "0,0,300,0,0,0");
  watch();
  EXPECT_THAT(burning(), ElementsAre("one 1h/5m", "one 6h/30m", "one 1d/2h", "one 3d/6h"));
  count(one, "12:00", "300,0,0,0,0,0");
  watch("12:05");
  EXPECT_THAT(recovered(), ElementsAre("one 1h/5m"));
}

TEST_F(BudgetWatchTest, WhatSpendsNothingIsNoTrouble) {
  count(addUp("degraded"), "11:55", "0,300,0,0,0,0");
  count(addUp("in-maintenance"), "11:55", "0,0,0,300,0,0");
  count(addUp("excluded"), "11:55", "0,0,0,0,0,300");
  count(addUp("unknown"), "11:55", "0,0,0,0,300,0");
  watch();
  EXPECT_THAT(burning(), IsEmpty());
  database_.run("UPDATE sla.definition SET degraded_weight = 0, maintenance = 'count_down'");
  watch();
  EXPECT_THAT(burning(), SizeIs(8)) << "four pairs each of the two that spend by now";
}

TEST_F(BudgetWatchTest, TimeThatDoesNotCountShortensTheWindow) {
  const int one = addUp("one", "low");  // 1 %: 14.4 times are 518.4 s of an hour, 86.4 s of 10 min
  database_.run("UPDATE sla.sla_windows SET up_ms = 0, excluded_ms = 300000");
  database_.run(
      "UPDATE sla.sla_windows SET up_ms = 300000, excluded_ms = 0 WHERE window_start = "
      "'2026-03-01 11:50Z'");
  count(one, "11:55", "200,0,100,0,0,0");
  watch();
  EXPECT_THAT(burning(), ElementsAre("one 1h/5m"));
}

TEST_F(BudgetWatchTest, GroupsBurnByTheirOwnRule) {
  addService("a/b/c/d/one", "high", "shop");
  const int group = std::stoi(database_.value("SELECT id FROM kernel.sla_groups"));
  StoredTimes times(database_, Subject::kGroup, group);
  times.windows("2026-03-01 11:00Z", 11, "600,0,0,0,0,0");
  times.windows("2026-03-01 11:55Z", 1, "500,0,100,0,0,0");  // 100 of 7200 s: 13.9 times
  watch();
  EXPECT_THAT(burning(), ElementsAre("group shop 6h/30m", "group shop 1d/2h", "group shop 3d/6h"));
  database_.run("UPDATE sla.definition SET roll_up = 'worst'");
  watch();
  EXPECT_THAT(burning(), ElementsAre("group shop 6h/30m", "group shop 1d/2h", "group shop 3d/6h",
                                     "group shop 1h/5m"))
      << "100 of 3600 s";
  EXPECT_THAT(recovered(), ElementsAre("group shop 6h/30m", "group shop 1d/2h", "group shop 3d/6h"))
      << "of hours of which nothing was counted";
}

TEST_F(BudgetWatchTest, AnArchivedServiceHasRecovered) {
  count(addUp("one"), "11:55", "240,0,60,0,0,0");
  watch();
  database_.run("UPDATE kernel.service SET archived_at = now()");
  watch();
  EXPECT_THAT(recovered(), ElementsAre("one 1h/5m"));
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.budget_alert"), "0");
}

TEST_F(BudgetWatchTest, BeforeAnythingWasCountedTellsNothing) {
  addService("a/b/c/d/one");
  database_.run("SELECT sla.ensure_assignments()");
  kernel_.scheduler.run("sla.watch_budgets");
  EXPECT_THAT(kernel_.events.log(), IsEmpty());
}

TEST_F(BudgetWatchTest, TellsOnceOfAServiceOfWhichNothingIsKnown) {
  count(addUp("known"), "12:20", "1,0,0,0,299,0");
  timesOf(addUp("silent")).windows("2026-03-01 11:55Z", 6, "0,0,0,0,300,0");
  count(addService("a/b/c/d/early"), "11:25", "1,0,0,0,299,0");
  count(addUp("late"), "11:55", "1,0,0,0,299,0");
  watch("12:25");
  EXPECT_THAT(absent(), ElementsAre("a/b/c/d/silent", "a/b/c/d/early"));
  watch("12:25");
  EXPECT_THAT(absent(), SizeIs(2));
  const DataAbsent event = kernel_.events.published<DataAbsent>().front();
  EXPECT_EQ(event.absent_since, at("11:55"));
  EXPECT_EQ(event.occurred_at, at("12:25"));
}

TEST_F(BudgetWatchTest, TellsAnewWhenDataWereBackInBetween) {
  const int one = addUp("one");
  watch("12:25");
  count(one, "12:25", "1,0,0,0,299,0");
  watch("12:30");
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.data_absence"), "0");
  watch("13:00");
  EXPECT_THAT(absent(), SizeIs(2));
}

TEST_F(BudgetWatchTest, NothingIsAbsentThatCouldNotBeThere) {
  addUp("excluded");
  const int revived = addUp("revived"), archived = addUp("archived"), young = addUp("young");
  timesOf(addUp("excluded2")).windows("2026-03-01 12:00Z", 1, "0,0,0,0,0,300");
  database_.run("UPDATE kernel.service SET archived_at = '2026-03-01 12:00Z' WHERE id = " +
                std::to_string(archived));
  database_.run("UPDATE kernel.service SET created_at = '2026-03-01 12:01Z' WHERE id = " +
                std::to_string(young));
  database_.run("INSERT INTO kernel.service_archival VALUES (" + std::to_string(revived) +
                ", '2026-03-01 11:56Z', '2026-03-01 12:10Z')");
  watch("12:25");
  EXPECT_THAT(absent(), ElementsAre("a/b/c/d/excluded"));
}

TEST_F(BudgetWatchTest, AnAbsenceOfThePlatformIsNobodyElses) {
  addUp("one");
  database_.run(
      "INSERT INTO kernel.platform_outage VALUES ('2026-03-01 11:50Z', "
      "'2026-03-01 11:56Z')");
  watch("12:25");
  EXPECT_THAT(absent(), IsEmpty());
  watch("12:30");
  EXPECT_THAT(absent(), SizeIs(1));
}

TEST_F(BudgetWatchTest, ADeposedLeaderTellsNothing) {
  count(addUp("one"), "11:55", "0,0,300,0,0,0");
  database_.run("SELECT sla.ensure_assignments()");
  StoredTimes::countedUntil(database_, "2026-03-01 12:00Z");
  test::FakeJobRun run(at("12:00"));
  run.loseLeadership();
  EXPECT_THROW(kernel_.scheduler.run("sla.watch_budgets", run), Error);
  EXPECT_THAT(kernel_.events.log(), IsEmpty());
}

}  // namespace
}  // namespace itops::sla
