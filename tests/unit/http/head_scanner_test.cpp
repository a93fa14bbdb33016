#include "http/head_scanner.hpp"

#include <gtest/gtest.h>

#include <string>

namespace itops::http {
namespace {

using State = HeadScanner::State;

TEST(HeadScanner, FindsTheEndWhereverTheInputIsCut) {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string input = head + "body";
  for (std::size_t cut = 0; cut < head.size(); ++cut) {
    HeadScanner scanner;
    EXPECT_EQ(scanner.scan(input.substr(0, cut)), State::kMore) << cut;
    EXPECT_EQ(scanner.scan(input), State::kComplete) << cut;
    EXPECT_EQ(scanner.length(), head.size());
  }
}

TEST(HeadScanner, RefusesBareLineFeeds) {
  EXPECT_EQ(HeadScanner().scan("GET / HTTP/1.1\n"), State::kBareLineFeed);
  EXPECT_EQ(HeadScanner().scan("\n"), State::kBareLineFeed);
  EXPECT_EQ(HeadScanner().scan("A\r\n\nB"), State::kBareLineFeed);
}

TEST(HeadScanner, RefusesFoldedLines) {
  EXPECT_EQ(HeadScanner().scan("G\r\nA: b\r\n c\r\n"), State::kFolded);
  EXPECT_EQ(HeadScanner().scan("G\r\nA: b\r\n\tc\r\n"), State::kFolded);
}

TEST(HeadScanner, TakesAnEmptyLineForAHeadOfTwoBytes) {
  HeadScanner scanner;
  EXPECT_EQ(scanner.scan("\r\nGET"), State::kComplete);
  EXPECT_EQ(scanner.length(), 2U);
}

TEST(HeadScanner, StartsAnewAfterReset) {
  HeadScanner scanner;
  EXPECT_EQ(scanner.scan("A\r\n\r\n"), State::kComplete);
  scanner.reset();
  EXPECT_EQ(scanner.scan("BC\r\n\r\n"), State::kComplete);
  EXPECT_EQ(scanner.length(), 6U);
}

}  // namespace
}  // namespace itops::http
