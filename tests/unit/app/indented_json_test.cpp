#include "app/indented_json.hpp"

#include <gtest/gtest.h>

namespace itops::app {
namespace {

TEST(IndentedJson, HasALinePerMemberAndElement) {
  EXPECT_EQ(indentedJson(R"({"a":[1,{"b":null}],"c":"d"})"),
            "{\n  \"a\": [\n    1,\n    {\n      \"b\": null\n    }\n  ],\n  \"c\": \"d\"\n}");
}

TEST(IndentedJson, KeepsEmptyObjectsAndListsOnTheirLine) {
  EXPECT_EQ(indentedJson(R"({"a":{},"b":[]})"), "{\n  \"a\": {},\n  \"b\": []\n}");
}

TEST(IndentedJson, LeavesTextsAsTheyAre) {
  EXPECT_EQ(indentedJson(R"(["a,b:{c}[]","\"{","\\"])"),
            "[\n  \"a,b:{c}[]\",\n  \"\\\"{\",\n  \"\\\\\"\n]");
}

TEST(IndentedJson, OfASingleValueIsThatValue) {
  EXPECT_EQ(indentedJson("12"), "12");
  EXPECT_EQ(indentedJson("[]"), "[]");
  EXPECT_EQ(indentedJson(""), "");
}

}  // namespace
}  // namespace itops::app
