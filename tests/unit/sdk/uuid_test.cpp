#include "itops/uuid.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace itops {
namespace {

std::int64_t millisecondsIn(const Uuid& uuid) {
  std::int64_t value = 0;
  for (std::size_t i = 0; i < 6; ++i) value = value << 8 | uuid.bytes[i];
  return value;
}

std::int64_t millisecondsNow() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

TEST(Uuid, IsOfVersion7AndOfTheRfcVariant) {
  for (int i = 0; i < 1000; ++i) {
    const std::string text = Uuid::generate().toString();
    ASSERT_EQ(text[14], '7') << text;
    ASSERT_NE(std::string("89ab").find(text[19]), std::string::npos) << text;
  }
}

TEST(Uuid, BeginsWithTheTimeOfItsMaking) {
  const std::int64_t before = millisecondsNow();
  const Uuid uuid = Uuid::generate();
  const std::int64_t after = millisecondsNow();
  EXPECT_GE(millisecondsIn(uuid), before);
  EXPECT_LE(millisecondsIn(uuid), after);
}

TEST(Uuid, OfALaterMillisecondSortsBehind) {
  Uuid earlier = Uuid::generate();
  for (int i = 0; i < 20; ++i) {
    const std::int64_t start = millisecondsNow();
    while (millisecondsNow() == start) std::this_thread::yield();
    const Uuid later = Uuid::generate();
    ASSERT_LT(earlier, later);
    ASSERT_LT(earlier.toString(), later.toString());
    earlier = later;
  }
}

TEST(Uuid, IsUniqueAcrossThreads) {
  constexpr int kThreads = 4;
  constexpr int kEach = 20'000;
  std::vector<std::vector<Uuid>> made(kThreads);
  std::vector<std::thread> threads;
  for (auto& list : made) {
    threads.emplace_back([&list] {
      for (int i = 0; i < kEach; ++i) list.push_back(Uuid::generate());
    });
  }
  for (auto& thread : threads) thread.join();
  std::set<Uuid> all;
  for (const auto& list : made) all.insert(list.begin(), list.end());
  EXPECT_EQ(all.size(), static_cast<std::size_t>(kThreads * kEach));
}

TEST(Uuid, ReadsItsOwnText) {
  const Uuid uuid = Uuid::generate();
  EXPECT_EQ(Uuid::parse(uuid.toString()), uuid);
}

TEST(Uuid, ReadsUpperCaseAndShowsLowerCase) {
  const auto uuid = Uuid::parse("0190163D-8694-739B-AEA5-966C26F8AD91");
  ASSERT_TRUE(uuid);
  EXPECT_EQ(uuid->toString(), "0190163d-8694-739b-aea5-966c26f8ad91");
}

TEST(Uuid, IsNilByDefault) {
  EXPECT_EQ(Uuid{}.toString(), "00000000-0000-0000-0000-000000000000");
}

class NoUuid : public testing::TestWithParam<const char*> {};

TEST_P(NoUuid, IsEmpty) {
  EXPECT_FALSE(Uuid::parse(GetParam())) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Uuid, NoUuid,
                         testing::Values("", "0190163d-8694-739b-aea5-966c26f8ad9",
                                         "0190163d-8694-739b-aea5-966c26f8ad911",
                                         "0190163d8694739baea5966c26f8ad91",
                                         "{0190163d-8694-739b-aea5-966c26f8ad91}",
                                         "0190163g-8694-739b-aea5-966c26f8ad91",
                                         "0190163d-8694-739b-aea5_966c26f8ad91",
                                         "0190163d-8694-739b-aea59-66c26f8ad91",
                                         "------------------------------------"));

}  // namespace
}  // namespace itops
