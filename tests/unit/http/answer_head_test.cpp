#include "http/answer_head.hpp"

#include <gtest/gtest.h>

namespace itops::http {
namespace {

class FixedClock final : public Clock {
 public:
  Timestamp now() const override { return time; }
  Timestamp time = Timestamp(std::chrono::seconds(784111777));
};

TEST(AnswerHead, WritesEveryHeader) {
  FixedClock clock;
  AnswerHead head(clock);
  std::string out;
  head.append(out, {201, "text/plain", "abc", {{"Location", "/x"}}}, {"id-1", true, true});
  EXPECT_EQ(out,
            "HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n"
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nX-Content-Type-Options: nosniff\r\n"
            "X-Request-Id: id-1\r\nLocation: /x\r\n\r\n");
}

TEST(AnswerHead, FollowsTheClock) {
  FixedClock clock;
  AnswerHead head(clock);
  std::string first;
  head.append(first, {}, {});
  clock.time += std::chrono::seconds(1);
  std::string second;
  head.append(second, {}, {});
  EXPECT_NE(second.find("08:49:38 GMT"), std::string::npos);
}

TEST(AnswerHead, TellsWhetherTheConnectionStays) {
  FixedClock clock;
  AnswerHead head(clock);
  std::string closing;
  head.append(closing, {}, {"id", true, false});
  EXPECT_NE(closing.find("\r\nConnection: close\r\n"), std::string::npos);
  std::string keeping;
  head.append(keeping, {}, {"id", false, true});
  EXPECT_NE(keeping.find("\r\nConnection: keep-alive\r\n"), std::string::npos);
}

TEST(AnswerHead, LetsNoHandlerBreakTheMessage) {
  const auto allowed = [](std::string name, std::string value) {
    return AnswerHead::headersAllowed({200, "text/plain", "", {{name, value}}});
  };
  EXPECT_TRUE(allowed("X-Total", "7"));
  EXPECT_TRUE(allowed("Content-Disposition", "attachment; filename=\"ü.csv\""));
  EXPECT_FALSE(allowed("X-A", "b\r\nX-B: c"));
  EXPECT_FALSE(allowed("X A", "b"));
  EXPECT_FALSE(allowed("", "b"));
  EXPECT_FALSE(allowed("transfer-Encoding", "chunked"));
  EXPECT_FALSE(AnswerHead::headersAllowed({200, "text/plain\r\n", ""}));
}

}  // namespace
}  // namespace itops::http
