#include <algorithm>
#include <chrono>
#include <future>

#include "database/storage/storage_plugin_test.hpp"
#include "itops/events/storage_level_changed.hpp"

namespace itops::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class StoragePushTest : public StoragePluginTest {
 protected:
  StoragePushTest() { start(); }

  std::vector<std::string> samples() {
    return database_.values(
        "SELECT m.mount_path || ' ' || s.free_percent FROM storage.sample s "
        "JOIN storage.mount m ON m.id = s.mount_id ORDER BY s.observed_at, m.mount_path");
  }

  int service_ = addService("a/b/c/d/db");
};

// PUSH-24, PUSH-25, PUSH-26, PUSH-27, SLA-85
TEST_F(StoragePushTest, IsShownAtOnce) {
  const Pushed pushed = push({service_,
                              {{"allocatedBytes", std::int64_t{107374182400}},
                               {"usedBytes", std::int64_t{53687091200}},
                               {"storageType", "pvc"},
                               {"mountPath", "/var/lib/postgresql"}}});
  EXPECT_EQ(pushed.answer, (json::object{{"freePercent", 50}, {"status", "healthy"}}));
  EXPECT_THAT(pushed.warnings, IsEmpty());
  const json::object shown = item("a/b/c/d/db");
  EXPECT_EQ(shown.at("freePercent"), json::value(50));
  EXPECT_EQ(shown.at("status"), json::value("healthy"));
  EXPECT_EQ(shown.at("allocatedBytes"), json::value(107374182400));
  EXPECT_EQ(shown.at("usedBytes"), json::value(53687091200));
  EXPECT_EQ(shown.at("storageType"), json::value("pvc"));
  EXPECT_EQ(shown.at("mountPath"), json::value("/var/lib/postgresql"));
  EXPECT_EQ(shown.at("reportedAt"), json::value("2026-03-15T12:00:00Z"));
  EXPECT_EQ(shown.at("source"), json::value("push"));
}

TEST_F(StoragePushTest, ReplacesTheFiguresOfTheOneBefore) {
  push({service_, {{"allocatedBytes", 100}, {"usedBytes", 50}, {"storageType", "pvc"}}});
  push({service_, {{"freePercent", 9.5}}});
  const json::object shown = item("a/b/c/d/db");
  EXPECT_EQ(shown.at("status"), json::value("critical"));
  EXPECT_EQ(shown.at("usedBytes"), json::value(nullptr));
  EXPECT_EQ(shown.at("storageType"), json::value("pvc")) << "kept, as nobody said otherwise";
  EXPECT_THAT(samples(), ElementsAre(" 50", " 9.5"));
}

TEST_F(StoragePushTest, OfSeveralMountsShowsTheWorst) {
  push(service_, 80, {}, "/");
  push(service_, 20, {}, "/data");
  push(service_, 60, {}, "/log");
  const json::object shown = item("a/b/c/d/db");
  EXPECT_EQ(shown.at("freePercent"), json::value(20));
  EXPECT_EQ(shown.at("mountPath"), json::value("/data"));
  std::vector<std::string> mounts;
  for (const json::value& mount : shown.at("mounts").as_array()) {
    mounts.push_back(json::serialize(mount.at("mountPath")) + json::serialize(mount.at("status")));
  }
  EXPECT_THAT(mounts, ElementsAre(R"("/data""warning")", R"("/log""healthy")", R"("/""healthy")"));
}

TEST_F(StoragePushTest, OfOneMountAnswersForThatMount) {
  push(service_, 5, {}, "/data");
  EXPECT_EQ(push(service_, 80, {}, "/").answer.at("status"), json::value("healthy"));
}

TEST_F(StoragePushTest, InOneBatchWithOthersIsStoredOnceForEachMount) {
  const int other = addService("a/b/c/d/other");
  const auto pushed = pushAll({{other, {{"freePercent", 70}}},
                               {service_, {{"freePercent", 60}}},
                               {service_, {{"freePercent", 5}}},
                               {service_, {{"freePercent", 40}, {"mountPath", "/data"}}}});
  EXPECT_EQ(pushed[0].answer.at("freePercent"), json::value(70));
  EXPECT_EQ(pushed[2].answer.at("freePercent"), json::value(5));
  EXPECT_EQ(pushed[3].answer.at("freePercent"), json::value(40));
  EXPECT_EQ(database_.value("SELECT count(*) FROM storage.mount"), "3");
  EXPECT_EQ(item("a/b/c/d/db").at("freePercent"), json::value(5));
  EXPECT_EQ(database_.value("SELECT count(*) FROM storage.sample"), "4");
}

// An observation that is older than the newest changes history only.
TEST_F(StoragePushTest, ThatComesLateChangesHistoryOnly) {
  push(service_, 50);
  const Pushed late = push(service_, 5, hoursAgo(1));
  EXPECT_EQ(late.answer.at("freePercent"), json::value(50)) << "what is known after the push";
  EXPECT_EQ(item("a/b/c/d/db").at("freePercent"), json::value(50));
  EXPECT_THAT(levelChanges(), IsEmpty());
  EXPECT_THAT(samples(), ElementsAre(" 5", " 50"));
}

TEST_F(StoragePushTest, ThatComesLateForAMountIsNewForAnother) {
  push(service_, 50, {}, "/data");
  EXPECT_EQ(push(service_, 5, hoursAgo(1), "/").answer.at("freePercent"), json::value(5));
  EXPECT_THAT(levelChanges(), ElementsAre("/ none to critical"));
}

TEST_F(StoragePushTest, ThatIsTooOldIsAnsweredAndNotStored) {
  const Pushed pushed =
      push({service_, {{"freePercent", 5}}, hoursAgo(24 * 100), /*too_old=*/true});
  EXPECT_EQ(pushed.answer, (json::object{{"freePercent", nullptr}, {"status", nullptr}}));
  EXPECT_EQ(database_.value("SELECT count(*) FROM storage.mount"), "0");
  push(service_, 50);
  EXPECT_EQ(push({service_, {{"freePercent", 5}}, hoursAgo(24 * 100), true}).answer.at("status"),
            json::value("healthy"));
  EXPECT_THAT(samples(), ElementsAre(" 50"));
}

// SLA-58
TEST_F(StoragePushTest, WithoutFiguresCountsAsEmptyWhenNothingIsKnown) {
  const Pushed pushed = push({service_, {{"storageType", "s3"}}});
  EXPECT_EQ(pushed.answer, (json::object{{"freePercent", 100}, {"status", "healthy"}}));
  EXPECT_THAT(pushed.warnings, ElementsAre("storage.no_figures"));
  const json::object shown = item("a/b/c/d/db");
  EXPECT_EQ(shown.at("freePercent"), json::value(100));
  EXPECT_EQ(shown.at("source"), json::value("assumed"));
  EXPECT_EQ(shown.at("storageType"), json::value("s3"));
  EXPECT_THAT(samples(), IsEmpty()) << "what was not seen is not made up";
}

TEST_F(StoragePushTest, WithoutFiguresLeavesTheKnownOnes) {
  push(service_, 20);
  const Pushed pushed = push({service_, {{"usedBytes", 7}}});
  EXPECT_EQ(pushed.answer, (json::object{{"freePercent", 20}, {"status", "warning"}}));
  EXPECT_EQ(item("a/b/c/d/db").at("freePercent"), json::value(20));
  EXPECT_THAT(samples(), ElementsAre(" 20"));
}

TEST_F(StoragePushTest, WithoutFiguresLeavesTheDeclaredOnes) {
  database_.run(
      "INSERT INTO kernel.service_declaration (service_id, declared_at, "
      "storage_allocated_bytes, storage_used_bytes) VALUES (" +
      std::to_string(service_) + ", now(), 100, 85)");
  const Pushed pushed = push({service_, {}});
  EXPECT_EQ(pushed.answer, (json::object{{"freePercent", 15}, {"status", "warning"}}));
  EXPECT_EQ(item("a/b/c/d/db").at("source"), json::value("declared"));
}

TEST_F(StoragePushTest, WithFiguresAfterOneWithoutIsStoredThoughItIsOlder) {
  push({service_, {}});
  push(service_, 20, hoursAgo(1));
  EXPECT_EQ(item("a/b/c/d/db").at("freePercent"), json::value(20));
  EXPECT_THAT(levelChanges(), ElementsAre(" none to warning"));
}

TEST_F(StoragePushTest, ThatChangesTheLevelIsAnEvent) {
  push(service_, 50, hoursAgo(4));
  push(service_, 40, hoursAgo(3));
  push(service_, 30, hoursAgo(2));
  push(service_, 9, hoursAgo(1));
  push(service_, 31);
  EXPECT_THAT(levelChanges(),
              ElementsAre(" healthy to warning", " warning to critical", " critical to healthy"));
  const auto event = kernel_.events.published<StorageLevelChanged>().at(1);
  EXPECT_EQ(event.service_key, service_);
  EXPECT_EQ(event.service_id.toString(), uuidOf(service_));
  EXPECT_EQ(event.path, "a/b/c/d/db");
  EXPECT_EQ(event.free_percent, 9);
  EXPECT_EQ(event.occurred_at, hoursAgo(1));
}

class TwoMountsTest : public StoragePluginTest {
 protected:
  TwoMountsTest() {
    kernel_.config.set("mounts_max", "2");
    start();
  }
};

TEST_F(TwoMountsTest, APushForAFurtherMountIsNotStored) {
  const int service = addService("a/b/c/d/db");
  push(service, 50, {}, "/1");
  push(service, 50, {}, "/2");
  const Pushed third = push(service, 5, {}, "/3");
  EXPECT_THAT(third.warnings, ElementsAre("storage.mounts_max"));
  EXPECT_EQ(third.answer.at("freePercent"), json::value(nullptr));
  EXPECT_THAT(push(service, 40, {}, "/2").warnings, IsEmpty());
  EXPECT_EQ(database_.value("SELECT count(*) FROM storage.sample"), "3");
  EXPECT_EQ(database_.value("SELECT string_agg(mount_path, ' ' ORDER BY id) FROM storage.mount"),
            "/1 /2");
  EXPECT_THAT(levelChanges(), IsEmpty());
}

// Replicas that write the same mounts at once, each in another order of arrival, don't deadlock,
// and the newest report stands at the end.
TEST_F(StoragePushTest, OfTwoReplicasAtOnceIsWrittenInOneOrder) {
  std::vector<int> services;
  for (int i = 0; i < 20; ++i) services.push_back(addService("a/b/c/d/s" + std::to_string(i)));
  const auto write = [&](int replica) {
    for (int round = 0; round < 25; ++round) {
      std::vector<Push> batch;
      for (const int service : services) {
        const auto at = hoursAgo(1) + std::chrono::seconds(2 * round + replica);
        batch.push_back({service, {{"freePercent", 40 + 2 * round + replica}}, at});
      }
      if (replica == 1) std::reverse(batch.begin(), batch.end());
      pushAll(std::move(batch));
    }
  };
  auto other = std::async(std::launch::async, write, 1);
  write(0);
  other.get();
  EXPECT_EQ(database_.value("SELECT string_agg(DISTINCT free_percent::text, ' ') FROM "
                            "storage.mount"),
            "89");
  EXPECT_EQ(database_.value("SELECT count(*) FROM storage.sample"), "1000");
}

}  // namespace
}  // namespace itops::storage
