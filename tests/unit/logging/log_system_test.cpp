#include "logging/log_system.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace itops {
namespace {

/// A stream in memory that takes the log's place on standard output.
class LogSystemTest : public testing::Test {
 protected:
  LogSystemTest() : target_(open_memstream(&text_, &length_)) {}
  ~LogSystemTest() override {
    std::fclose(target_);
    std::free(text_);
  }

  LogOptions options(LogLevel level = LogLevel::kInfo) const {
    return {.level = level, .target = target_};
  }

  std::vector<std::string> lines() {
    std::fflush(target_);
    std::istringstream input(std::string(text_, length_));
    std::vector<std::string> all;
    for (std::string line; std::getline(input, line);) all.push_back(line);
    return all;
  }

 private:
  char* text_ = nullptr;
  std::size_t length_ = 0;

 protected:
  std::FILE* target_;
};

TEST_F(LogSystemTest, WritesOneJsonLinePerCall) {
  LogSystem system(options());
  system.logger("http").info("A request was answered", {{"status", "200"}});
  system.logger("registry").error("A service is wrong\n");
  ASSERT_EQ(lines().size(), 2u);
  const auto first = boost::json::parse(lines()[0]).as_object();
  EXPECT_EQ(first.at("component").as_string(), "http");
  EXPECT_EQ(first.at("level").as_string(), "info");
  EXPECT_EQ(first.at("status").as_string(), "200");
  EXPECT_EQ(boost::json::parse(lines()[1]).at("level").as_string(), "error");
}

TEST_F(LogSystemTest, LeavesOutLinesBelowItsLevel) {
  LogSystem system(options(LogLevel::kWarning));
  Logger& logger = system.logger("http");
  logger.debug("no");
  logger.info("no");
  logger.warning("yes");
  logger.error("yes");
  EXPECT_EQ(lines().size(), 2u);
}

TEST_F(LogSystemTest, GivesTheSameLoggerForTheSameName) {
  LogSystem system(options());
  Logger& logger = system.logger("http");
  for (int i = 0; i < 100; ++i) system.logger("other" + std::to_string(i));
  EXPECT_EQ(&system.logger("http"), &logger);
  EXPECT_NE(&system.logger("other1"), &logger);
}

TEST_F(LogSystemTest, NeverMixesLinesOfThreads) {
  constexpr std::size_t kThreads = 4;
  constexpr std::size_t kEach = 500;
  LogSystem system(options());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([&system, i] {
      for (std::size_t n = 0; n < kEach; ++n) {
        system.logger("thread" + std::to_string(i))
            .info("A line", {{"pad", std::string(200, 'x')}});
      }
    });
  }
  for (auto& thread : threads) thread.join();
  const auto all = lines();
  EXPECT_EQ(all.size(), kThreads * kEach);
  for (const auto& line : all) ASSERT_NO_THROW(boost::json::parse(line)) << line;
}

TEST_F(LogSystemTest, ABrokenTargetFailsNoCaller) {
  std::FILE* full = std::fopen("/dev/full", "w");
  ASSERT_NE(full, nullptr);
  {
    LogSystem system({.target = full});
    EXPECT_NO_THROW(system.logger("http").info("Nobody reads this"));
  }
  std::fclose(full);
}

TEST(LogNames, AreReadAsConfigured) {
  EXPECT_EQ(parseLogFormat("json"), LogFormat::kJson);
  EXPECT_EQ(parseLogFormat("text"), LogFormat::kText);
  EXPECT_FALSE(parseLogFormat("xml"));
  EXPECT_EQ(parseLogLevel("debug"), LogLevel::kDebug);
  EXPECT_EQ(parseLogLevel("warning"), LogLevel::kWarning);
  EXPECT_FALSE(parseLogLevel("WARN"));
}

}  // namespace
}  // namespace itops
