#include "itops/json/body_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/testing/request.hpp"

namespace itops {
namespace {

using test::RequestBuilder;
using testing::ElementsAre;
using testing::Eq;
using testing::Optional;

BodyReader readerOf(const std::string& body) {
  return BodyReader(RequestBuilder::post("/").body(body).build());
}

std::vector<std::string> wrongFields(BodyReader& reader) {
  std::vector<std::string> fields;
  try {
    reader.throwIfWrong("Nothing was done");
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "fields_invalid");
    for (const FieldError& field : error.fields()) fields.push_back(field.field);
  }
  return fields;
}

TEST(BodyReader, ReadsWhatIsThere) {
  BodyReader reader = readerOf(
      R"({"name":"gold","policy":"down","on":true,"at":"2026-03-01T12:00:00+01:00","minutes":5})");
  EXPECT_EQ(reader.requiredText("name"), "gold");
  EXPECT_THAT(reader.word("policy", {"down", "unknown"}), Optional(Eq("down")));
  EXPECT_THAT(reader.flag("on"), Optional(true));
  EXPECT_EQ(formatTimestamp(*reader.timestamp("at")), "2026-03-01T11:00:00Z");
  EXPECT_THAT(reader.integer("minutes", 1, 5), Optional(5));
  EXPECT_THAT(wrongFields(reader), ElementsAre());
}

TEST(BodyReader, TakesNullAndAbsentAlikeButTellsThemApart) {
  BodyReader reader = readerOf(R"({"a":null})");
  EXPECT_EQ(reader.text("a"), std::nullopt);
  EXPECT_EQ(reader.text("b"), std::nullopt);
  EXPECT_TRUE(reader.isNull("a"));
  EXPECT_FALSE(reader.isNull("b"));
  EXPECT_FALSE(reader.has("a"));
  EXPECT_THAT(wrongFields(reader), ElementsAre());
}

TEST(BodyReader, NamesEverythingThatIsWrong) {
  BodyReader reader = readerOf(
      R"({"text":"","nul":"a\u0000","long":"abc","word":"x","flag":1,"at":"now","int":6,"half":1.5})");
  reader.text("text");
  reader.text("nul");
  reader.text("long", 2);
  reader.word("word", {"a", "b"});
  reader.flag("flag");
  reader.timestamp("at");
  reader.integer("int", 1, 5);
  reader.integer("half", 1, 5);
  reader.requiredText("name");
  EXPECT_THAT(wrongFields(reader),
              ElementsAre("text", "nul", "long", "word", "flag", "at", "int", "half", "name"));
}

TEST(BodyReader, NamesFieldsThatNobodyAskedFor) {
  BodyReader reader = readerOf(R"({"name":"gold","nmae":"gold"})");
  reader.requiredText("name");
  EXPECT_THAT(wrongFields(reader), ElementsAre("nmae"));
}

struct FractionCase {
  const char* number;
  std::optional<int> parts;
};

TEST(BodyReader, ReadsFractionsExactlyOrNotAtAll) {
  for (const auto& [number, parts] : std::vector<FractionCase>{{"99.99", 999'900},
                                                               {"99.9999", 999'999},
                                                               {"100", 1'000'000},
                                                               {"1e2", 1'000'000},
                                                               {"0.0001", 1},
                                                               {"99.99995", std::nullopt},
                                                               {"99.9900001", std::nullopt},
                                                               {"100.0001", std::nullopt},
                                                               {"0", std::nullopt},
                                                               {"-1", std::nullopt},
                                                               {"1e300", std::nullopt},
                                                               {"\"99\"", std::nullopt}}) {
    BodyReader reader = readerOf(std::string(R"({"target":)") + number + "}");
    EXPECT_EQ(reader.fraction("target", 10'000, 1, 1'000'000), parts) << number;
    EXPECT_EQ(wrongFields(reader).empty(), parts.has_value()) << number;
  }
}

TEST(BodyReader, ReadsNumbersWithinTheirRange) {
  for (const auto& [number, good] : std::vector<std::pair<const char*, bool>>{{"0.5", true},
                                                                              {"1", true},
                                                                              {"10", true},
                                                                              {"0.49", false},
                                                                              {"10.001", false},
                                                                              {"1e300", false},
                                                                              {"\"1\"", false}}) {
    BodyReader reader = readerOf(std::string(R"({"days":)") + number + "}");
    EXPECT_EQ(reader.number("days", 0.5, 10).has_value(), good) << number;
    EXPECT_EQ(wrongFields(reader).empty(), good) << number;
  }
  BodyReader third = readerOf(R"({"days":0.3333333333333333})");
  EXPECT_THAT(third.number("days", 0, 1), Optional(1.0 / 3));
}

TEST(BodyReader, ReadsEveryPercentageOfFourDecimals) {
  for (int i = 1; i <= 1'000'000; i += 13) {
    std::string decimals = std::to_string(i % 10'000);
    decimals.insert(0, 4 - decimals.size(), '0');
    BodyReader reader =
        readerOf(R"({"target":)" + std::to_string(i / 10'000) + "." + decimals + "}");
    ASSERT_THAT(reader.fraction("target", 10'000, 1, 1'000'000), Optional(i));
  }
}

TEST(BodyReader, RefusesWhatIsNoJsonObject) {
  for (const auto& [body, code] : std::vector<std::pair<const char*, const char*>>{
           {"", "json_invalid"}, {"{", "json_invalid"}, {"[]", "json_not_object"}}) {
    try {
      readerOf(body);
      ADD_FAILURE() << body;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), code);
    }
  }
}

}  // namespace
}  // namespace itops
