#include "database/storage/storage_plugin_test.hpp"
#include "itops/error.hpp"

namespace itops::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// A run of a replica that doesn't know yet that another one leads.
class OvertakenRun final : public JobRun {
 public:
  Timestamp dueAt() const override { return {}; }
  bool shouldStop() const override { return false; }
  void fence(Transaction&) const override {
    throw Error(ErrorKind::kUnavailable, "leadership_lost", "Another replica leads.");
  }
};

/// Keeps reports for three days, hours for 30 and days for 400.
class HistoryKeeperTest : public StoragePluginTest {
 protected:
  HistoryKeeperTest() {
    start();
    service_ = addService("a/b/c/d/db");
  }

  void keep() { kernel_.scheduler.run("storage.keep_history"); }

  /// A report with bytes, of which 100 are allocated.
  void report(int used_bytes, Timestamp observed_at) {
    push({service_, {{"allocatedBytes", 100}, {"usedBytes", used_bytes}}, observed_at});
  }

  /// `resolution at reports min mean max used` of each point, oldest first.
  std::vector<std::string> points() {
    std::vector<std::string> texts;
    const json::value page = get("/api/v1/storage/" + uuidOf(service_) + "/history");
    const json::array& items = page.at("items").as_array();
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
      const auto number = [&](const char* member) {
        return std::to_string(json::value_to<int>(item->at(member)));
      };
      texts.push_back(json::value_to<std::string>(item->at("resolution")) + " " +
                      json::value_to<std::string>(item->at("at")).substr(5, 8) + " " +
                      number("reports") + " " + number("freePercentMin") + " " +
                      number("freePercent") + " " + number("freePercentMax") + " " +
                      number("usedBytes"));
    }
    return texts;
  }

  static Timestamp at(const std::string& time) { return *parseTimestamp("2026-" + time + ":00Z"); }

  int service_ = 0;
};

TEST_F(HistoryKeeperTest, SumsUpWholeHoursAfterThreeDays) {
  report(10, at("03-12T10:00"));
  report(20, at("03-12T10:20"));
  report(60, at("03-12T10:40"));
  report(50, at("03-12T11:59"));
  report(40, at("03-12T12:00"));
  keep();
  EXPECT_THAT(points(), ElementsAre("hour 03-12T10 3 40 70 90 30", "hour 03-12T11 1 50 50 50 50",
                                    "report 03-12T12 1 60 60 60 40"));
}

TEST_F(HistoryKeeperTest, AddsWhatComesLateToItsHourExactly) {
  report(10, at("03-12T10:00"));
  report(20, at("03-12T10:20"));
  keep();
  report(90, at("03-12T10:30"));
  keep();
  keep();
  EXPECT_THAT(points(), ElementsAre("hour 03-12T10 3 10 60 90 40"));
}

TEST_F(HistoryKeeperTest, SumsUpWholeDaysAfterThirty) {
  report(10, at("02-12T00:00"));
  report(30, at("02-12T23:59"));
  report(40, at("02-13T00:00"));
  keep();
  EXPECT_THAT(points(), ElementsAre("day 02-12T00 2 70 80 90 20", "hour 02-13T00 1 60 60 60 40"));
  kernel_.clock.advance(std::chrono::hours(24));
  report(80, at("02-12T12:00"));
  keep();
  EXPECT_THAT(points(), ElementsAre("day 02-12T00 3 20 60 90 40", "day 02-13T00 1 60 60 60 40"));
}

TEST_F(HistoryKeeperTest, DropsDaysAndMountsAfterFourHundred) {
  report(10, at("02-01T00:00"));
  push(service_, 50, {}, "/data");
  keep();
  kernel_.clock.set(at("02-01T00:00") + std::chrono::hours(24 * 400));
  push(service_, 60, {}, "/data");
  keep();
  EXPECT_THAT(database_.values("SELECT mount_path FROM storage.mount ORDER BY id"),
              ElementsAre("", "/data"));
  kernel_.clock.advance(std::chrono::seconds(1));
  keep();
  EXPECT_THAT(database_.values("SELECT mount_path FROM storage.mount"), ElementsAre("/data"));
  EXPECT_EQ(database_.value("SELECT count(*) FROM storage.roll_up WHERE bucket < '2026-03-01Z'"),
            "0");
}

TEST_F(HistoryKeeperTest, GoesThroughAllMounts) {
  database_.run(R"(
    INSERT INTO storage.mount (service_id, mount_path, observed_at)
    SELECT id, '/' || i, '2026-03-15Z' FROM kernel.service, generate_series(1, 1203) i;
    INSERT INTO storage.sample (mount_id, observed_at, free_percent)
    SELECT id, '2026-03-10 10:00Z', 50 FROM storage.mount, generate_series(1, 2) i)");
  keep();
  EXPECT_EQ(database_.value("SELECT count(*) || ' ' || sum(samples) FROM storage.roll_up"),
            "1203 2406");
  EXPECT_EQ(database_.value("SELECT count(*) FROM storage.sample"), "0");
}

TEST_F(HistoryKeeperTest, ChangesNothingWhenAnotherReplicaLeads) {
  report(10, at("03-12T10:00"));
  OvertakenRun run;
  EXPECT_THROW(kernel_.scheduler.run("storage.keep_history", run), Error);
  EXPECT_EQ(database_.value("SELECT count(*) FROM storage.sample"), "1");
}

TEST_F(HistoryKeeperTest, StopsWhenItIsAskedTo) {
  report(10, at("03-12T10:00"));
  test::FakeJobRun run(kernel_.clock.now());
  run.askToStop();
  kernel_.scheduler.run("storage.keep_history", run);
  EXPECT_EQ(database_.value("SELECT count(*) FROM storage.sample"), "1");
}

// Filled by one percent an hour, 20 percent are left.
TEST_F(HistoryKeeperTest, ForecastsWhenAMountIsFull) {
  for (int hours = 60; hours >= 0; --hours) report(80 - hours, hoursAgo(hours));
  push(service_, 20, {}, "/flat");
  EXPECT_TRUE(item("a/b/c/d/db").at("fullAt").is_null()) << "before the job ran";
  keep();
  const auto full_at = parseTimestamp(json::value_to<std::string>(item("a/b/c/d/db").at("fullAt")));
  ASSERT_TRUE(full_at);
  EXPECT_NEAR(std::chrono::duration<double>(*full_at - hoursAgo(-20)).count(), 0, 3600);
  const json::array mounts = item("a/b/c/d/db").at("mounts").as_array();
  ASSERT_THAT(mounts, SizeIs(2));
  EXPECT_FALSE(mounts[0].at("fullAt").is_null());
  EXPECT_TRUE(mounts[1].at("fullAt").is_null()) << "one report is no trend";
}

TEST_F(HistoryKeeperTest, ForecastsAcrossReportsAndHours) {
  for (int hours = 24 * 9; hours >= 0; hours -= 3) {
    report(90 - hours / 3, hoursAgo(hours));
  }
  keep();
  EXPECT_FALSE(item("a/b/c/d/db").at("fullAt").is_null());
  EXPECT_NE(database_.value("SELECT count(*) FROM storage.roll_up"), "0");
  const std::string before = database_.value("SELECT full_at FROM storage.forecast");
  keep();
  EXPECT_EQ(database_.value("SELECT full_at FROM storage.forecast"), before)
      << "the same from hours as from reports";
}

TEST_F(HistoryKeeperTest, TakesAForecastBackWhenTheMountWasEmptied) {
  for (int hours = 48; hours >= 0; hours -= 2) report(90 - hours, hoursAgo(hours));
  keep();
  EXPECT_FALSE(item("a/b/c/d/db").at("fullAt").is_null());
  for (int hours = 1; hours <= 96; ++hours) {
    kernel_.clock.advance(std::chrono::hours(1));
    report(10, kernel_.clock.now());
  }
  keep();
  EXPECT_TRUE(item("a/b/c/d/db").at("fullAt").is_null());
  EXPECT_THAT(database_.values("SELECT mount_id FROM storage.forecast"), IsEmpty());
}

}  // namespace
}  // namespace itops::storage
