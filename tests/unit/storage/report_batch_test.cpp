#include "report_batch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

namespace itops::storage {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp kNoon =
    std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} + std::chrono::hours(12);

/// Pushes of a batch with what they refer to.
class Pushes {
 public:
  PushItem& add(int service, const std::string& mount, std::optional<double> free_percent,
                seconds after_noon = seconds(0)) {
    StorageReport& report = reports_.emplace_back();
    report.mount_path = mount;
    report.figures = figuresFrom({}, {}, free_percent);
    items.push_back({.address = address_,
                     .report = report,
                     .warnings = warnings_.emplace_back(),
                     .observed_at = kNoon + after_noon,
                     .received_at = kNoon + seconds(60),
                     .service = {service, Uuid(), "a/b/c/d/s" + std::to_string(service)}});
    return items.back();
  }

  std::vector<PushItem> items;

 private:
  PushAddress address_;
  std::deque<StorageReport> reports_;
  std::deque<std::vector<PushWarning>> warnings_;
};

std::vector<std::string> namesOf(ReportBatch& batch) {
  std::vector<std::string> names;
  for (const ReportedMount& mount : batch.mounts()) {
    names.push_back(std::to_string(mount.service().id) + mount.mountPath());
  }
  return names;
}

TEST(ReportBatch, HoldsEachMountOnceInTheOrderOfItsKey) {
  Pushes pushes;
  pushes.add(2, "/b", 50);
  pushes.add(1, "/z", 50);
  pushes.add(2, "/a", 50);
  pushes.add(1, "/z", 40);
  pushes.add(10, "", 40);
  ReportBatch batch(pushes.items);
  EXPECT_THAT(namesOf(batch), ElementsAre("1/z", "2/a", "2/b", "10"));
  EXPECT_THAT(batch.mounts()[0].items, SizeIs(2));
}

TEST(ReportBatch, TakesTheNewestReportWithFigures) {
  Pushes pushes;
  pushes.add(1, "", 50, seconds(10));
  pushes.add(1, "", 40, seconds(30));
  pushes.add(1, "", 30, seconds(20));
  pushes.add(1, "", std::nullopt, seconds(40));
  pushes.add(1, "", 20, seconds(50)).too_old = true;
  ReportBatch batch(pushes.items);
  EXPECT_EQ(reportOf(*batch.mounts()[0].newest).figures->free_percent, 40);
  EXPECT_TRUE(batch.mounts()[0].storable);
}

TEST(ReportBatch, TakesTheLaterOfTwoReportsOfOneInstant) {
  Pushes pushes;
  pushes.add(1, "", 50);
  pushes.add(1, "", 40);
  ReportBatch batch(pushes.items);
  EXPECT_EQ(reportOf(*batch.mounts()[0].newest).figures->free_percent, 40);
}

TEST(ReportBatch, StoresNothingOfReportsThatAreTooOld) {
  Pushes pushes;
  pushes.add(1, "", 50).too_old = true;
  ReportBatch batch(pushes.items);
  EXPECT_EQ(batch.mounts()[0].newest, nullptr);
  EXPECT_FALSE(batch.mounts()[0].storable);
}

struct ChangeCase {
  const char* name;
  std::optional<Level> before;
  double free_percent;
  std::vector<std::string> changes;
};

class ChangeTest : public testing::TestWithParam<ChangeCase> {};

TEST_P(ChangeTest, IsTold) {
  Pushes pushes;
  pushes.add(1, "/data", GetParam().free_percent);
  ReportBatch batch(pushes.items);
  batch.mounts()[0].applied = true;
  batch.mounts()[0].previous_level = GetParam().before;
  std::vector<std::string> changes;
  for (const StorageLevelChanged& event : batch.levelChanges()) {
    changes.push_back(event.previous_level.value_or("none") + " to " + event.level);
    EXPECT_EQ(event.path, "a/b/c/d/s1");
    EXPECT_EQ(event.mount_path, "/data");
    EXPECT_EQ(event.occurred_at, kNoon);
  }
  EXPECT_EQ(changes, GetParam().changes);
}

INSTANTIATE_TEST_SUITE_P(
    Levels, ChangeTest,
    testing::Values(ChangeCase{"Worse", Level::kHealthy, 30, {"healthy to warning"}},
                    ChangeCase{"Better", Level::kCritical, 31, {"critical to healthy"}},
                    ChangeCase{"Same", Level::kWarning, 12, {}},
                    ChangeCase{"FirstAndHealthy", std::nullopt, 31, {}},
                    ChangeCase{"FirstAndCritical", std::nullopt, 9, {"none to critical"}}),
    [](const auto& item) { return item.param.name; });

TEST(ReportBatch, TellsNoChangeOfFiguresThatWereNotApplied) {
  Pushes pushes;
  pushes.add(1, "", 5);
  ReportBatch batch(pushes.items);
  EXPECT_THAT(batch.levelChanges(), IsEmpty());
}

TEST(ReportBatch, AnswersWithWhatIsKnownOfTheMount) {
  Pushes pushes;
  pushes.add(1, "", 5);
  pushes.add(2, "", 5);
  ReportBatch batch(pushes.items);
  batch.mounts()[0].free_percent = 29.5;
  batch.answer(100);
  EXPECT_EQ(pushes.items[0].answer_members, R"("freePercent":29.5,"status":"warning")");
  EXPECT_EQ(pushes.items[1].answer_members, R"("freePercent":null,"status":null)");
  EXPECT_THAT(pushes.items[0].warnings, IsEmpty());
}

TEST(ReportBatch, WarnsOnceOfAMountTooMany) {
  Pushes pushes;
  pushes.add(1, "/101", 5);
  for (int attempt = 0; attempt < 2; ++attempt) {
    ReportBatch batch(pushes.items);
    batch.mounts()[0].refused = true;
    batch.answer(100);
  }
  ASSERT_THAT(pushes.items[0].warnings, SizeIs(1));
  EXPECT_EQ(pushes.items[0].warnings[0].code, "storage.mounts_max");
}

}  // namespace
}  // namespace itops::storage
