#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "aggregation/aggregator.hpp"
#include "aggregation/window_repository.hpp"
#include "database/ingest/catalog_database.hpp"
#include "snapshot_sink.hpp"
#include "time/manual_clock.hpp"

namespace itops::sla {
namespace {

using itops::test::CatalogDatabase;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Timestamp kStart = *parseTimestamp("2026-03-01T11:45:00Z");
constexpr int kService = 7;

class AggregationTest : public testing::Test {
 protected:
  void observe(int seconds_in, Status status, int service = kService) {
    const Observation observation{.service_id = service,
                                  .status = status,
                                  .observed_at = kStart + seconds(seconds_in),
                                  .received_at = kStart + seconds(seconds_in),
                                  .hold = seconds(120),
                                  .down_after = seconds(300)};
    database_.pool().transact([&](Transaction& transaction) {
      sink_.write(transaction, {&observation, 1});
    });
  }

  int aggregateAt(Timestamp now) {
    clock_.set(now);
    return aggregator_.run([](Transaction&) {}, [] { return false; });
  }

  /// Windows of a service as `11:45 u120 d0 ...` in seconds of up, degraded, down, maintenance,
  /// unknown and excluded; classes without time are left out.
  std::vector<std::string> windows(int service = kService) {
    std::vector<ServiceWindow> found;
    database_.pool().transact([&](Transaction& transaction) {
      const Interval ever{instantOf(kStart - hours(24)), instantOf(kStart + hours(240))};
      found = WindowRepository(transaction).windowsOf(service, ever, 1000);
    });
    std::vector<std::string> texts;
    for (const ServiceWindow& window : found) texts.push_back(describe(window));
    return texts;
  }

  static std::string describe(const ServiceWindow& window) {
    std::string text = formatTimestamp(window.window_start).substr(11, 5);
    const std::string letters = "uxdm?-";
    for (std::size_t i = 0; i < kTimeClassCount; ++i) {
      const auto time = window.times.of(static_cast<TimeClass>(i));
      if (time.count() > 0) text += " " + (letters[i] + std::to_string(time.count() / 1000));
    }
    return text;
  }

  CatalogDatabase database_;
  SnapshotSink sink_{database_.pool()};
  ManualClock clock_{kStart};
  Aggregator aggregator_{database_.pool(), clock_, {}};
};

using Texts = std::vector<std::string>;

TEST_F(AggregationTest, AtFivePastTwelveHandlesQuarterToTwelve) {
  observe(0, Status::kOperational);
  observe(100, Status::kDown);
  EXPECT_EQ(aggregateAt(kStart + minutes(20) - seconds(1)), 0);
  EXPECT_EQ(aggregateAt(kStart + minutes(20)), 1);
  EXPECT_EQ(windows(), Texts{"11:45 u100 d120 ?80"});
}

TEST_F(AggregationTest, WithoutObservationsThereIsNothingToDo) {
  EXPECT_EQ(aggregateAt(kStart + hours(24)), 0);
}

TEST_F(AggregationTest, CarriesTheLastObservationIntoLaterWindows) {
  observe(-10, Status::kMaintenance);
  observe(400, Status::kOperational);
  EXPECT_EQ(aggregateAt(kStart + minutes(30)), 4);
  EXPECT_EQ(windows(),
            (Texts{"11:40 m10 ?290", "11:45 m300", "11:50 u120 m100 ?80", "11:55 d200 ?100"}));
}

TEST_F(AggregationTest, CatchesUpInOrderAndHandlesEachWindowOnce) {
  observe(0, Status::kOperational);
  EXPECT_EQ(aggregateAt(kStart + minutes(25)), 2);
  EXPECT_EQ(aggregateAt(kStart + minutes(25)), 0);
  EXPECT_EQ(aggregateAt(kStart + hours(2)), 19);
  EXPECT_EQ(windows().size(), 21U);
  EXPECT_EQ(windows().back(), "13:25 d300");
}

TEST_F(AggregationTest, APlatformOutageMakesSilenceUnknown) {
  observe(0, Status::kOperational);
  database_.run(
      "INSERT INTO kernel.platform_outage VALUES ('2026-03-01 11:48Z', '2026-03-01 11:59Z')");
  aggregateAt(kStart + minutes(35));
  EXPECT_EQ(windows(), (Texts{"11:45 u120 ?180", "11:50 ?300", "11:55 ?300", "12:00 d240 ?60"}));
}

TEST_F(AggregationTest, ArchivedTimeDoesNotCount) {
  observe(0, Status::kMaintenance);
  database_.run(R"(
    INSERT INTO kernel.node (path) VALUES ('a/b/c/d');
    INSERT INTO kernel.service (id, node_id, created_at, uuid, path, name, source, display_name,
                                archived_at)
    OVERRIDING SYSTEM VALUE
    VALUES (7, 1, '2026-03-01 11:00Z', gen_random_uuid(), 'a/b/c/d/s', 's', 'external', 's',
            '2026-03-01 11:51Z'))");
  aggregateAt(kStart + minutes(35));
  EXPECT_EQ(windows(), (Texts{"11:45 m300", "11:50 m60 -240"}));
}

TEST_F(AggregationTest, ServicesDontMix) {
  observe(0, Status::kMaintenance, 1);
  observe(10, Status::kDegraded, 2);
  aggregateAt(kStart + minutes(20));
  EXPECT_EQ(windows(1), Texts{"11:45 m300"});
  EXPECT_EQ(windows(2), Texts{"11:45 x120 ?180"});
}

TEST_F(AggregationTest, StopsBetweenWindowsWhenAsked) {
  observe(0, Status::kOperational);
  clock_.set(kStart + hours(2));
  int asked = 0;
  EXPECT_EQ(aggregator_.run([](Transaction&) {}, [&] { return ++asked > 3; }), 3);
  EXPECT_EQ(aggregateAt(kStart + hours(2)), 18);
}

TEST_F(AggregationTest, ADeposedLeaderWritesNothing) {
  observe(0, Status::kOperational);
  clock_.set(kStart + hours(2));
  const auto deposed = [](Transaction&) {
    throw Error(ErrorKind::kUnavailable, "leadership_lost", "Another replica leads.");
  };
  EXPECT_THROW(aggregator_.run(deposed, [] { return false; }), Error);
  EXPECT_EQ(windows(), Texts{});
}

}  // namespace
}  // namespace itops::sla
