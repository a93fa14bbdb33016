#include "exclusion/exclusion_window.hpp"

#include <gtest/gtest.h>

#include "itops/error.hpp"

namespace itops::sla {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;

const Timestamp kNow = *parseTimestamp("2026-03-01T12:00:00Z");

struct Times {
  minutes started{0};  ///< from now on, like the others
  std::optional<minutes> planned_end{};
  std::optional<minutes> ended{};
};

ExclusionWindow windowOf(const Times& times) {
  ExclusionWindow window;
  window.started_at = kNow + times.started;
  if (times.planned_end) window.planned_end_at = kNow + *times.planned_end;
  if (times.ended) window.ended_at = kNow + *times.ended;
  return window;
}

/// Minutes from now, `-30..-10`; `none`.
std::string text(const std::optional<TimeSpan>& span) {
  if (!span) return "none";
  const auto count = [](Timestamp time) {
    return std::to_string(std::chrono::floor<minutes>(time - kNow).count());
  };
  return count(span->from) + ".." + count(span->to);
}

TEST(SlaExclusionWindow, IsOpenUntilItWasStoppedOrItsPlannedEndHasCome) {
  EXPECT_TRUE(windowOf({minutes(-60)}).isOpenAt(kNow));
  EXPECT_TRUE(windowOf({minutes(-60), minutes(1)}).isOpenAt(kNow));
  EXPECT_FALSE(windowOf({minutes(-60), minutes(0)}).isOpenAt(kNow));
  EXPECT_FALSE(windowOf({minutes(-60), minutes(30), minutes(-5)}).isOpenAt(kNow));
}

TEST(SlaExclusionWindow, ThatStartsNowChangesNothingOfThePast) {
  EXPECT_EQ(text(pastExcludedBy(windowOf({}), kNow)), "none");
  EXPECT_EQ(text(pastExcludedBy(windowOf({minutes(0), minutes(30)}), kNow)), "none");
}

TEST(SlaExclusionWindow, ThatStartedBeforeExcludesThePastUpToItsEnd) {
  EXPECT_EQ(text(pastExcludedBy(windowOf({minutes(-60)}), kNow)), "-60..0");
  EXPECT_EQ(text(pastExcludedBy(windowOf({minutes(-60), minutes(30)}), kNow)), "-60..0");
  EXPECT_EQ(text(pastExcludedBy(windowOf({minutes(-60), minutes(-20)}), kNow)), "-60..-20");
}

TEST(SlaExclusionWindow, ThatIsStoppedNowChangesNothingOfThePast) {
  EXPECT_EQ(text(pastCountedAgain(windowOf({minutes(-60)}), kNow, kNow)), "none");
}

TEST(SlaExclusionWindow, ThatIsStoppedAsOfEarlierGivesBackThePastUpToItsEnd) {
  const Timestamp earlier = kNow - minutes(40);
  EXPECT_EQ(text(pastCountedAgain(windowOf({minutes(-60)}), earlier, kNow)), "-40..0");
  EXPECT_EQ(text(pastCountedAgain(windowOf({minutes(-60), minutes(5)}), earlier, kNow)), "-40..0");
}

TEST(SlaExclusionWindow, ReachesBackNinetyDays) {
  EXPECT_NO_THROW(requireCorrectable(kNow - hours(90 * 24), kNow));
  try {
    requireCorrectable(kNow - hours(90 * 24) - microseconds(1), kNow);
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "windows_gone");
    EXPECT_EQ(error.kind(), ErrorKind::kConflict);
  }
}

TEST(SlaExclusionScope, IsToldInOneWord) {
  EXPECT_EQ((ExclusionScope{"a/b", std::nullopt}.toString()), "a/b");
  EXPECT_EQ((ExclusionScope{std::nullopt, "shop"}.toString()), "group:shop");
  EXPECT_EQ(ExclusionScope{}.toString(), "all");
}

}  // namespace
}  // namespace itops::sla
