#include "http/target.hpp"

#include <gtest/gtest.h>

#include "http/percent.hpp"

namespace itops::http {
namespace {

struct TargetCase {
  const char* name;
  const char* text;
  const char* path;  ///< null: refused
  const char* query;
};

class TargetTest : public testing::TestWithParam<TargetCase> {};

TEST_P(TargetTest, IsTakenApartOrRefused) {
  Target target;
  const auto problem = splitTarget(GetParam().text, target);
  ASSERT_EQ(!problem, GetParam().path != nullptr);
  if (problem) {
    EXPECT_EQ(problem->status, 400);
  } else {
    EXPECT_EQ(target.raw_path, GetParam().path);
    EXPECT_EQ(target.raw_query, GetParam().query);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Forms, TargetTest,
    testing::Values(TargetCase{"Origin", "/a/b?c=d?e", "/a/b", "c=d?e"},
                    TargetCase{"WithoutQuery", "/a", "/a", ""},
                    TargetCase{"Absolute", "http://host:80/a?b", "/a", "b"},
                    TargetCase{"AbsoluteWithoutPath", "http://host", "/", ""},
                    TargetCase{"AbsoluteWithQueryOnly", "https://host?b", "/", "b"},
                    TargetCase{"Asterisk", "*", "*", ""},
                    TargetCase{"Encoded", "/a%20b", "/a%20b", ""},
                    TargetCase{"EncodedUnicode", "/%C3%BC", "/%C3%BC", ""},
                    TargetCase{"Authority", "host:443", nullptr, nullptr},
                    TargetCase{"Relative", "a/b", nullptr, nullptr},
                    TargetCase{"Fragment", "/a#b", nullptr, nullptr},
                    TargetCase{"CutPercent", "/a%4", nullptr, nullptr},
                    TargetCase{"BadPercentInQuery", "/a?b=%G1", nullptr, nullptr},
                    TargetCase{"Nul", "/a%00", nullptr, nullptr},
                    TargetCase{"RawLatin1", "/\xFC", nullptr, nullptr},
                    TargetCase{"Surrogate", "/%ED%A0%80", nullptr, nullptr},
                    TargetCase{"BeyondUnicode", "/%F4%90%80%80", nullptr, nullptr}),
    [](const auto& tested) { return tested.param.name; });

TEST(Percent, DecodesPlusOnlyInQueries) {
  EXPECT_EQ(percentDecode("a+b%2B%2b"), "a+b++");
  EXPECT_EQ(percentDecode("a+b%2B", true), "a b+");
}

TEST(Percent, KnowsWellFormedUtf8) {
  EXPECT_TRUE(plainUtf8("aü€😀"));
  EXPECT_FALSE(plainUtf8("\xE2\x82"));
  EXPECT_FALSE(plainUtf8("\xE0\x80\xAF"));
  EXPECT_FALSE(plainUtf8(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace itops::http
