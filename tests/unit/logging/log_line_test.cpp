#include "logging/log_line.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <chrono>
#include <string>

namespace itops {
namespace {

using namespace std::chrono_literals;

const Timestamp kNoon = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} + 12h;

std::string lineOf(LogFormat format, std::initializer_list<LogField> fields,
                   std::string_view message = "A request was answered") {
  return formatLine(format, {kNoon + 7ms + 1us, LogLevel::kInfo, "http", message, fields}, 64);
}

TEST(LogLine, IsOneFlatJsonObject) {
  EXPECT_EQ(lineOf(LogFormat::kJson, {{"path", "/health"}, {"status", "200"}}),
            R"({"time":"2026-03-01T12:00:00.007Z","level":"info","component":"http",)"
            R"("message":"A request was answered","path":"/health","status":"200"})");
}

TEST(LogLine, IsReadableAsText) {
  EXPECT_EQ(lineOf(LogFormat::kText, {{"path", "/health"}, {"reason", "no key"}, {"empty", ""}}),
            "2026-03-01T12:00:00.007Z info    http: A request was answered path=/health "
            "reason=\"no key\" empty=\"\"");
}

TEST(LogLine, NamesEachLevel) {
  const auto text = [](LogLevel level) {
    return formatLine(LogFormat::kText, {kNoon, level, "c", "m", {}}, 64).substr(25);
  };
  EXPECT_EQ(text(LogLevel::kDebug), "debug   c: m");
  EXPECT_EQ(text(LogLevel::kInfo), "info    c: m");
  EXPECT_EQ(text(LogLevel::kWarning), "warning c: m");
  EXPECT_EQ(text(LogLevel::kError), "error   c: m");
}

TEST(LogLine, CutsLongMessagesAndFields) {
  const std::string line =
      lineOf(LogFormat::kJson, {{"path", std::string(1000, 'x')}}, std::string(1000, 'y'));
  const auto parsed = boost::json::parse(line).as_object();
  EXPECT_EQ(parsed.at("path").as_string(), std::string(64, 'x') + "...");
  EXPECT_EQ(parsed.at("message").as_string(), std::string(64, 'y') + "...");
}

TEST(LogLine, AFieldCannotTakeThePlaceOfAMember) {
  const std::string line = lineOf(LogFormat::kJson, {{"level", "error"}, {"message", "forged"}});
  const auto parsed = boost::json::parse(line).as_object();
  EXPECT_EQ(parsed.at("level").as_string(), "info");
  EXPECT_EQ(parsed.at("message").as_string(), "A request was answered");
  EXPECT_EQ(parsed.at("message_").as_string(), "forged");
}

class HostileText : public testing::TestWithParam<const char*> {};

TEST_P(HostileText, StaysInOneLineOfPlainText) {
  for (const LogFormat format : {LogFormat::kJson, LogFormat::kText}) {
    const std::string line = lineOf(format, {{"path", GetParam()}}, GetParam());
    for (const char c : line) {
      ASSERT_GE(static_cast<unsigned char>(c), 0x20) << line;
      ASSERT_NE(c, '\x7F') << line;
    }
  }
}

TEST_P(HostileText, LeavesValidJsonWithTheSameMembers) {
  const auto parsed = boost::json::parse(lineOf(LogFormat::kJson, {{"path", GetParam()}}));
  EXPECT_EQ(parsed.as_object().size(), 5u);
}

INSTANTIATE_TEST_SUITE_P(LogLine, HostileText,
                         testing::Values("x\n{\"level\":\"error\",\"message\":\"forged\"}",
                                         "x\r2026-03-01T12:00:00Z error forged",
                                         "\",\"level\":\"error\",\"a\":\"", "\x1B[2J\x1B[1;31mred",
                                         "\xC2\x9B"
                                         "2J",
                                         "\xFF\xFE\xC0\xAF torn \xE2\x82",
                                         "ends with a backslash \\"));

TEST(LogLine, ATextFieldCannotForgeAnotherField) {
  EXPECT_NE(lineOf(LogFormat::kText, {{"path", "/x status=200"}}).find("path=\"/x status=200\""),
            std::string::npos);
}

}  // namespace
}  // namespace itops
