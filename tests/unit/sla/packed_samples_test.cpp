#include "arithmetic/packed_samples.hpp"

#include <gtest/gtest.h>

#include <random>

#include "itops/error.hpp"

namespace itops::sla {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

const Timestamp kPackedFrom{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};

/// An hour of a reporter who comes every 30 s, early or late by up to `jitter`.
std::vector<Sample> hourOfReports(microseconds jitter, std::mt19937& engine) {
  std::uniform_int_distribution<std::int64_t> early_or_late(-jitter.count(), jitter.count());
  std::vector<Sample> samples;
  for (int i = 0; i < 120; ++i) {
    const auto when = kPackedFrom + seconds(15 + 30 * i) + microseconds(early_or_late(engine));
    samples.push_back({when, Status::kOperational, Reporter::kPush, seconds(120), seconds(300)});
  }
  return samples;
}

double bytesPerSample(const std::vector<Sample>& samples) {
  return static_cast<double>(packSamples(samples).size()) / static_cast<double>(samples.size());
}

std::string codeOf(std::string_view packed) {
  try {
    unpackSamples(packed);
  } catch (const Error& error) {
    return error.code();
  }
  return "";
}

TEST(PackedSamplesTest, GiveBackWhatWasPacked) {
  std::mt19937 engine(1);
  const auto number = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(engine);
  };
  for (int run = 0; run < 1'000; ++run) {
    std::vector<Sample> samples;
    Timestamp when = kPackedFrom;
    for (int i = number(0, 150); i > 0; --i) {
      when += microseconds(number(0, 3) == 0 ? 0 : number(0, 2'000'000'000));
      samples.push_back({when, kStatuses[static_cast<std::size_t>(number(0, 4))],
                         number(0, 1) == 0 ? Reporter::kPush : Reporter::kAgent,
                         seconds(number(30, 32)), seconds(number(0, 604'800))});
    }
    ASSERT_EQ(unpackSamples(packSamples(samples)), samples) << "run " << run;
  }
}

TEST(PackedSamplesTest, TimesBeforeTheEpochAndAtItSurvive) {
  const std::vector<Sample> samples{
      {Timestamp(microseconds(-7))}, {Timestamp(microseconds(0))}, {Timestamp(microseconds(9))}};
  EXPECT_EQ(unpackSamples(packSamples(samples)), samples);
}

TEST(PackedSamplesTest, TakeAtMostFourBytesOfAReportEachHalfMinute) {
  std::mt19937 engine(2);
  EXPECT_LT(bytesPerSample(hourOfReports(seconds(0), engine)), 1.3);
  EXPECT_LT(bytesPerSample(hourOfReports(microseconds(20'000), engine)), 3.2);
  EXPECT_LT(bytesPerSample(hourOfReports(seconds(1), engine)), 4.0);
}

TEST(PackedSamplesTest, DamagedBytesAreRefused) {
  std::mt19937 engine(3);
  const std::string packed = packSamples(hourOfReports(microseconds(9'000), engine));
  EXPECT_EQ(codeOf(""), "samples_damaged");
  EXPECT_EQ(codeOf("\x02"), "samples_damaged");
  EXPECT_EQ(codeOf(packed + "x"), "samples_damaged");
  for (std::size_t length = 0; length < packed.size(); ++length) {
    ASSERT_EQ(codeOf(packed.substr(0, length)), "samples_damaged") << length;
  }
}

TEST(PackedSamplesTest, NoBytesAtAllCrash) {
  std::mt19937 engine(4);
  std::string bytes;
  for (int run = 0; run < 20'000; ++run) {
    bytes.assign(1, '\x01');
    for (unsigned i = engine() % 24; i > 0; --i) bytes.push_back(static_cast<char>(engine() % 16));
    codeOf(bytes);
  }
}

}  // namespace
}  // namespace itops::sla
