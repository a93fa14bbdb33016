#include "logging/escape.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>

namespace itops {
namespace {

using namespace std::string_view_literals;

std::string escaped(std::string_view text) {
  std::string out;
  appendEscaped(out, text);
  return out;
}

struct Case {
  const char* name;
  std::string_view text;
  std::string_view expected;
};

std::ostream& operator<<(std::ostream& out, const Case& one) {
  return out << one.name;
}

class Escape : public testing::TestWithParam<Case> {};

TEST_P(Escape, MakesTheTextHarmless) {
  EXPECT_EQ(escaped(GetParam().text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Escape,
    testing::Values(Case{"Empty", "", ""}, Case{"Plain", "GET /a?b=c", "GET /a?b=c"},
                    Case{"OtherScripts", "größe 日本 🙂", "größe 日本 🙂"},
                    Case{"Quote", "a\"b", "a\\\"b"}, Case{"Backslash", "a\\b", "a\\\\b"},
                    Case{"LineEnds", "a\r\n\tb", "a\\r\\n\\tb"},
                    Case{"TerminalEscape", "\x1B[2Jx", "\\u001b[2Jx"},
                    Case{"Nul", "a\0b"sv, "a\\u0000b"}, Case{"Delete", "a\x7F", "a\\u007f"},
                    Case{"C1Control",
                         "\xC2\x9B"
                         "31m",
                         "\\u009b31m"},
                    Case{"LineSeparator",
                         "a\xE2\x80\xA8"
                         "b",
                         "a\\u2028b"},
                    Case{"RightToLeftOverride",
                         "\xE2\x80\xAE"
                         "txt.exe",
                         "\\u202etxt.exe"},
                    Case{"LoneContinuation",
                         "a\x80"
                         "b",
                         "a\xEF\xBF\xBD"
                         "b"},
                    Case{"TornSequence", "a\xE2\x82", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
                    Case{"Overlong", "\xC0\x8A", "\xEF\xBF\xBD\xEF\xBF\xBD"},
                    Case{"Surrogate", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
                    Case{"NoUnicode", "\xF5", "\xEF\xBF\xBD"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(InQuotes, CutsLongTexts) {
  EXPECT_EQ(inQuotes("abcdef", 3), "\"abc...\"");
}

TEST(InQuotes, KeepsTextsOfTheLimit) {
  EXPECT_EQ(inQuotes("abc", 3), "\"abc\"");
}

TEST(CutAtCharacter, TearsNoCharacter) {
  EXPECT_EQ(cutAtCharacter("aä", 2), "a");
  EXPECT_EQ(cutAtCharacter("aä", 3), "aä");
  EXPECT_EQ(cutAtCharacter("🙂", 3), "");
}

TEST(CutAtCharacter, CutsWhatIsNoUtf8Anywhere) {
  EXPECT_EQ(cutAtCharacter(std::string(100, '\x80'), 50).size(), 47u);
}

}  // namespace
}  // namespace itops
