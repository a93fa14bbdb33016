#include "http/text_repair.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace itops::http {
namespace {

/// What a client's text is after the repair of the body that it stands in.
std::string received(const std::string& escaped) {
  const std::string body = R"({"text":")" + escaped + R"("})";
  const auto repaired = repairedBody(body);
  const auto document = boost::json::parse(repaired.value_or(body));
  return std::string(document.at("text").as_string());
}

TEST(RepairedBody, ReplacesEscapesThatAreNoCharacter) {
  EXPECT_EQ(received(R"(z\uffff)"), "z\uFFFD");
  EXPECT_EQ(received(R"(\uD800)"), "\uFFFD") << "half a surrogate pair";
  EXPECT_EQ(received(R"(\udc00\ud800x)"), "\uFFFD\uFFFDx") << "a pair the wrong way round";
  EXPECT_EQ(received(R"(\ud83f\udffe)"), "\uFFFD") << "U+1FFFE";
  EXPECT_EQ(received(R"(\ud800\n)"), "\uFFFD\n");
}

TEST(RepairedBody, LeavesOutControlsHoweverTheyAreWritten) {
  EXPECT_EQ(received(R"(a\u0000b\u001B[31m\u202E\u0085)"), "ab[31m");
  EXPECT_EQ(received("a\x1B[31m\xE2\x80\xAE"), "a[31m");
  EXPECT_EQ(received(R"(a\b\f\n\t)"), "a\n\t");
}

TEST(RepairedBody, WritesComposedCharactersInOneForm) {
  EXPECT_EQ(received("u\u0308ber"), "über");
  EXPECT_EQ(received(R"(u\u0308ber)"), "über");
  EXPECT_EQ(received("\u212B"), "Å");
}

TEST(RepairedBody, ComposesNoCharacterWithTheLetterOfAnEscape) {
  EXPECT_EQ(received("line\\n\u0303"), "line\n\u0303");
  EXPECT_EQ(received(R"(line\n\u0303\ud800)"), "line\n\u0303\uFFFD");
  EXPECT_EQ(received(R"(\u006f\u0307)"), "ȯ");
}

TEST(RepairedBody, ReadsEscapesBehindALeadingControlThatIsLeftOut) {
  EXPECT_EQ(repairedBody("\x01{\"text\":\"z\\uffff\"}"), "{\"text\":\"z\uFFFD\"}");
}

TEST(RepairedBody, MakesNoWholeEscapeOfABrokenOne) {
  for (const char* body : {R"({"text":"z\uff\bff"})",
                           "{\"text\":\"z\\uff\x1B"
                           "ff\"}",
                           "{\"text\":\"z\\\x1Buffff\"}"}) {
    EXPECT_EQ(repairedBody(body), std::nullopt) << body;
  }
}

TEST(RepairedBody, ReplacesBytesThatAreNoUtf8) {
  EXPECT_EQ(received("Stra\xDF"
                     "e"),
            "Stra\uFFFDe");
  EXPECT_EQ(received("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
}

TEST(RepairedBody, IsNoneForTextThatNeedsNoRepair) {
  for (const char* body :
       {"", "{}", R"({"a":"plain \"text\" \\uffff \/ \n\t"})", R"({"a":"caf\u00e9 \ud83d\ude80"})",
        "{\"a\":\"Grüße 日本語 🚀\"}", R"({"a":"\u0022\u005c\u000a"})", R"({"cut off \u00)",
        "yaml: '\\ud800'\n"}) {
    EXPECT_EQ(repairedBody(body), std::nullopt) << body;
  }
}

TEST(RepairedBody, KeepsEscapesThatJsonNeedsWhereItRepairs) {
  EXPECT_EQ(received(R"(\uffff\u0022\u005c\"\\uffff)"), "\uFFFD\"\\\"\\uffff");
}

}  // namespace
}  // namespace itops::http
