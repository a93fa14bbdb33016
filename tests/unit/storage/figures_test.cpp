#include "figures.hpp"

#include <gtest/gtest.h>

namespace itops::storage {
namespace {

struct LevelCase {
  const char* name;
  double free_percent;
  Level level;
};

class LevelTest : public testing::TestWithParam<LevelCase> {};

// PUSH-30, PUSH-31, PUSH-32: also at the borders themselves.
TEST_P(LevelTest, FollowsFromTheFreeSpace) {
  EXPECT_EQ(levelOf(GetParam().free_percent), GetParam().level);
}

INSTANTIATE_TEST_SUITE_P(Borders, LevelTest,
                         testing::Values(LevelCase{"Empty", 100, Level::kHealthy},
                                         LevelCase{"AboveThirty", 30.0000001, Level::kHealthy},
                                         LevelCase{"Thirty", 30, Level::kWarning},
                                         LevelCase{"BelowThirty", 29.9999999, Level::kWarning},
                                         LevelCase{"Ten", 10, Level::kWarning},
                                         LevelCase{"BelowTen", 9.9999999, Level::kCritical},
                                         LevelCase{"Full", 0, Level::kCritical}),
                         [](const auto& item) { return item.param.name; });

struct BytesCase {
  const char* name;
  std::int64_t allocated;
  std::int64_t used;
  double free_percent;
  Level level;
};

class BytesTest : public testing::TestWithParam<BytesCase> {};

// PUSH-24, SLA-57
TEST_P(BytesTest, GiveThePercentage) {
  const auto figures = figuresFrom(GetParam().allocated, GetParam().used, std::nullopt);
  ASSERT_TRUE(figures);
  EXPECT_EQ(figures->free_percent, GetParam().free_percent);
  EXPECT_EQ(figures->level(), GetParam().level);
}

INSTANTIATE_TEST_SUITE_P(Sizes, BytesTest,
                         testing::Values(BytesCase{"OfTheDocument", 107'374'182'400, 53'687'091'200,
                                                   50, Level::kHealthy},
                                         BytesCase{"ThirtyExactly", 1'000'000'000'000'000'000,
                                                   700'000'000'000'000'000, 30, Level::kWarning},
                                         BytesCase{"TenExactly", 900'000'000'000'000'010,
                                                   810'000'000'000'000'009, 10, Level::kWarning},
                                         BytesCase{"OneByteAboveThirty", 100'000'000'000,
                                                   69'999'999'999, 30.000000001, Level::kHealthy},
                                         BytesCase{"OneByteBelowTen", 100'000'000'000,
                                                   90'000'000'001, 9.999999999, Level::kCritical},
                                         BytesCase{"Full", 10, 10, 0, Level::kCritical},
                                         BytesCase{"Empty", 10, 0, 100, Level::kHealthy}),
                         [](const auto& item) { return item.param.name; });

// SLA-56
TEST(Figures, TakeAPercentageAlone) {
  EXPECT_EQ(figuresFrom(std::nullopt, std::nullopt, 12.5),
            (Figures{std::nullopt, std::nullopt, 12.5}));
}

TEST(Figures, PreferThePercentageThatWasGiven) {
  EXPECT_EQ(figuresFrom(100, 50, 45.0), (Figures{100, 50, 45}));
}

TEST(Figures, AreClampedToWhatIsPossible) {
  EXPECT_EQ(figuresFrom(100, 150, std::nullopt), (Figures{100, 100, 0}));
  EXPECT_EQ(figuresFrom(100, -5, std::nullopt), (Figures{100, 0, 100}));
  EXPECT_EQ(figuresFrom(std::nullopt, std::nullopt, 101.0)->free_percent, 100);
  EXPECT_EQ(figuresFrom(std::nullopt, std::nullopt, -1.0)->free_percent, 0);
  EXPECT_EQ(figuresFrom(-1, -1, 50.0), (Figures{0, 0, 50}));
}

// SLA-59
TEST(Figures, DontFollowFromOneNumberOfBytes) {
  EXPECT_FALSE(figuresFrom(100, std::nullopt, std::nullopt));
  EXPECT_FALSE(figuresFrom(std::nullopt, 100, std::nullopt));
  EXPECT_FALSE(figuresFrom(0, 0, std::nullopt));
  EXPECT_FALSE(figuresFrom(std::nullopt, std::nullopt, std::nullopt));
}

TEST(PercentReading, IsWrittenWithoutAnExponentAndAsShortAsItIs) {
  EXPECT_EQ(percentText(50), "50");
  EXPECT_EQ(percentText(33.3), "33.3");
  EXPECT_EQ(percentText(0.0000001), "0.0000001");
}

}  // namespace
}  // namespace itops::storage
