#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "database/sla/aggregation_fixture.hpp"

namespace itops::sla {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class AggregationTest : public AggregationFixture {};

using Texts = std::vector<std::string>;

// SLA-03, SLA-04, SLA-09, SLA-24, START-39
TEST_F(AggregationTest, AtFivePastTwelveHandlesQuarterToTwelve) {
  observe(0, Status::kOperational);
  observe(100, Status::kDown);
  EXPECT_EQ(aggregateAt(kStart + minutes(20) - seconds(1)), 0);
  EXPECT_EQ(aggregateAt(kStart + minutes(20)), 1);
  EXPECT_EQ(windows(), Texts{"11:45 u100 d120 ?80"});
}

// SLA-20
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
