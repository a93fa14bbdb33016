#include "itops/text.hpp"

#include <gtest/gtest.h>

namespace itops {
namespace {

TEST(Utf8, IsWellFormed) {
  for (const char* text : {"", "plain", "\xC3\xA4", "\xE2\x82\xAC", "\xEF\xBF\xBF",
                           "\xF0\x9F\x98\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(isUtf8(text)) << text;
  }
  EXPECT_TRUE(isUtf8(std::string_view("a\0b", 3)));
}

TEST(Utf8, IsNotAnythingElse) {
  struct Case {
    const char* text;
    const char* why;
  };
  for (const auto& [text, why] :
       {Case{"\x80", "a follower first"}, Case{"\xC3", "cut off"}, Case{"\xC3(", "no follower"},
        Case{"\xC0\xAF", "overlong, two bytes"}, Case{"\xE0\x80\xAF", "overlong, three bytes"},
        Case{"\xF0\x80\x80\xAF", "overlong, four bytes"}, Case{"\xED\xA0\x80", "a surrogate"},
        Case{"\xF4\x90\x80\x80", "above U+10FFFF"}, Case{"\xFF", "never used"}}) {
    EXPECT_FALSE(isUtf8(text)) << why;
  }
}

TEST(CleanedText, HasReplacementsForWhatIsNoCharacter) {
  struct Case {
    const char* given;
    const char* cleaned;
  };
  for (const auto& [given, cleaned] :
       {Case{"z\xEF\xBF\xBF", "z\uFFFD"}, Case{"\xEF\xBF\xBEz", "\uFFFDz"},
        Case{"\xEF\xB7\x90 \xEF\xB7\xAF", "\uFFFD \uFFFD"}, Case{"\xF4\x8F\xBF\xBF", "\uFFFD"},
        Case{"\xF0\x9F\xBF\xBE", "\uFFFD"},
        Case{"stra\xDF"
             "e",
             "stra\uFFFDe"},
        Case{"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"}, Case{"cut off \xC3", "cut off \uFFFD"}}) {
    EXPECT_EQ(cleanedText(given), cleaned);
  }
}

TEST(CleanedText, LacksControlsOfTerminalsAndOfDirection) {
  EXPECT_EQ(cleanedText("\x1B[31mred\x07\x7F\xC2\x85"), "[31mred");
  EXPECT_EQ(cleanedText("invoice\u202Efdp.exe\u2066"), "invoicefdp.exe");
  EXPECT_EQ(cleanedText(std::string_view("a\0b", 3)), "ab");
}

TEST(CleanedText, LeavesEveryOtherTextAlone) {
  for (const char* text : {"", "plain", "two\nlines\r\n\tand a tab", "Grüße, 日本語, دفع, שלום, 🚀",
                           "👩\u200D🚒 \u200E", "\uFFFD", "\uFEFF"}) {
    EXPECT_EQ(cleanedText(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace itops
