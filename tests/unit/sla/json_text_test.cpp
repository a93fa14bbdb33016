#include "json_text.hpp"

#include <gtest/gtest.h>

namespace itops::sla {
namespace {

namespace json = boost::json;

TEST(SlaJsonText, WritesFractionsWithFourDecimals) {
  const json::value value = json::object{
      {"target", jsonOf(Percent::ofTenThousandths(999'900))}, {"half", 0.5}, {"whole", 7}};
  EXPECT_EQ(jsonText(value), R"({"target":99.9900,"half":0.5000,"whole":7})");
}

TEST(SlaJsonText, WritesEveryPercentageExactly) {
  for (std::int32_t i = 0; i <= Percent::kWhole; i += 7) {
    const auto percent = Percent::ofTenThousandths(i);
    ASSERT_EQ(jsonText(jsonOf(percent)), percent.toString());
  }
}

TEST(SlaJsonText, WritesNothingAsNull) {
  EXPECT_EQ(jsonText(json::object{{"a", jsonOf(std::optional<Percent>())},
                                  {"b", jsonOf(std::optional<Timestamp>())},
                                  {"c", jsonOf(std::optional<std::string>())}}),
            R"({"a":null,"b":null,"c":null})");
}

TEST(SlaJsonText, WritesPages) {
  EXPECT_EQ(pageText({1, 2}, "next"), R"({"items":[1,2],"nextCursor":"next"})");
  EXPECT_EQ(pageText({}, std::nullopt), R"({"items":[],"nextCursor":null})");
}

}  // namespace
}  // namespace itops::sla
