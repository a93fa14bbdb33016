#include "period/budget_alerts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace itops::sla {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr SubjectKey kService{Subject::kService, 7};
constexpr SubjectKey kGroup{Subject::kGroup, 7};

/// Rates of all pairs, of which some alert.
std::vector<BurnRate> rates(const std::set<std::size_t>& alerting) {
  std::vector<BurnRate> rates;
  for (std::size_t i = 0; i < kBurnPairs.size(); ++i) {
    rates.push_back({kBurnPairs[i], 0, 0, alerting.contains(i)});
  }
  return rates;
}

TEST(BudgetAlertsTest, EachPairIsToldOnce) {
  const RatesBySubject burning{{kService, rates({0, 1})}};
  EXPECT_THAT(alertChanges({}, burning).raised,
              ElementsAre(AlertKey{kService, 0}, AlertKey{kService, 1}));
  const AlertChanges later = alertChanges({{kService, 0}}, burning);
  EXPECT_THAT(later.raised, ElementsAre(AlertKey{kService, 1}));
  EXPECT_THAT(later.recovered, IsEmpty());
}

TEST(BudgetAlertsTest, APairThatNoLongerBurnsHasRecovered) {
  const AlertChanges changes =
      alertChanges({{kService, 0}, {kService, 3}}, {{kService, rates({3})}});
  EXPECT_THAT(changes.raised, IsEmpty());
  EXPECT_THAT(changes.recovered, ElementsAre(AlertKey{kService, 0}));
}

TEST(BudgetAlertsTest, ASubjectThatIsGoneHasRecovered) {
  EXPECT_THAT(alertChanges({{kService, 2}}, {}).recovered, ElementsAre(AlertKey{kService, 2}));
}

TEST(BudgetAlertsTest, AServiceAndAGroupOfTheSameNumberAreTwo) {
  const AlertChanges changes = alertChanges({{kService, 0}}, {{kGroup, rates({0})}});
  EXPECT_THAT(changes.raised, ElementsAre(AlertKey{kGroup, 0}));
  EXPECT_THAT(changes.recovered, ElementsAre(AlertKey{kService, 0}));
}

TEST(BudgetAlertsTest, WithoutTroubleNothingIsTold) {
  const AlertChanges changes = alertChanges({}, {{kService, rates({})}});
  EXPECT_THAT(changes.raised, IsEmpty());
  EXPECT_THAT(changes.recovered, IsEmpty());
}

}  // namespace
}  // namespace itops::sla
