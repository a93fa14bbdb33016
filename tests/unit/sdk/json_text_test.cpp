#include "itops/json/json_text.hpp"

#include <gtest/gtest.h>

namespace itops {
namespace {

namespace json = boost::json;

TEST(JsonText, WritesFractionsAsPeopleDo) {
  EXPECT_EQ(jsonText(json::array{50.0, 33.3, 99.99, 0.0001, 1e15, -2.5}),
            "[50,33.3,99.99,0.0001,1000000000000000,-2.5]");
}

TEST(JsonText, WritesTheDecimalsAskedFor) {
  EXPECT_EQ(jsonText(json::array{50.0, 33.33333, 7}, 4), "[50.0000,33.3333,7]");
}

TEST(JsonText, EscapesTextsAndNames) {
  const json::value value = json::object{{"a\"b", json::array{"c\nd", nullptr, true}}};
  EXPECT_EQ(jsonText(value), R"({"a\"b":["c\nd",null,true]})");
}

TEST(JsonText, WritesPages) {
  EXPECT_EQ(pageText({1, 0.5}, "next"), R"({"items":[1,0.5],"nextCursor":"next"})");
  EXPECT_EQ(pageText({}, std::nullopt), R"({"items":[],"nextCursor":null})");
}

}  // namespace
}  // namespace itops
