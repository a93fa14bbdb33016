#include "incident/incident_summary.hpp"

#include <gtest/gtest.h>

namespace itops::sla {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

const Timestamp kFrom = *parseTimestamp("2026-03-01T00:00:00Z");
const Timestamp kTo = kFrom + hours(24);
const Timestamp kSummedUpAt = kFrom + hours(48);

/// From hour to hour of the day; open without an end.
OutageSpan outage(int from, std::optional<int> to = std::nullopt) {
  return {kFrom + hours(from), to ? std::optional(kFrom + hours(*to)) : std::nullopt};
}

IncidentSummary summaryOf(const std::vector<OutageSpan>& outages,
                          milliseconds operating = hours(24), Timestamp now = kSummedUpAt) {
  return summaryOf(outages, kFrom, kTo, now, operating);
}

TEST(SlaIncidentSummary, OfNothingHasNoMeans) {
  const IncidentSummary summary = summaryOf(std::vector<OutageSpan>{});
  EXPECT_EQ(summary.count, 0);
  EXPECT_EQ(summary.open, 0);
  EXPECT_EQ(summary.down, milliseconds(0));
  EXPECT_EQ(summary.mttr, std::nullopt);
  EXPECT_EQ(summary.mtbf, std::nullopt);
}

TEST(SlaIncidentSummary, HasTheMeansOfRepairAndBetweenFailures) {
  const IncidentSummary summary = summaryOf({outage(1, 2), outage(10, 13)});
  EXPECT_EQ(summary.count, 2);
  EXPECT_EQ(summary.down, hours(4));
  EXPECT_EQ(summary.mttr, hours(2));
  EXPECT_EQ(summary.mtbf, hours(10));
}

TEST(SlaIncidentSummary, CutsWhatCrossesTheEnds) {
  const IncidentSummary summary = summaryOf({outage(-2, 1), outage(23, 26)});
  EXPECT_EQ(summary.count, 1);
  EXPECT_EQ(summary.down, hours(2));
  EXPECT_EQ(summary.mttr, hours(3));
  EXPECT_EQ(summary.mtbf, hours(22));
}

TEST(SlaIncidentSummary, LetsAnOpenOneLastUntilNow) {
  const IncidentSummary summary = summaryOf({outage(20)}, hours(24), kFrom + hours(21));
  EXPECT_EQ(summary.open, 1);
  EXPECT_EQ(summary.down, hours(1));
  EXPECT_EQ(summary.mttr, std::nullopt);
  EXPECT_EQ(summary.mtbf, hours(23));
}

TEST(SlaIncidentSummary, AddsServicesThatAreDownAtTheSameTime) {
  const IncidentSummary summary = summaryOf({outage(1, 2), outage(1, 2)}, hours(48));
  EXPECT_EQ(summary.down, hours(2));
  EXPECT_EQ(summary.mtbf, hours(23));
}

}  // namespace
}  // namespace itops::sla
