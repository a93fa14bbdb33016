#include "identity/name_key.hpp"

#include <gtest/gtest.h>

#include "identity/dn_text.hpp"

namespace itops::identity {
namespace {

// Directory pitfall 21: one account for all spellings of a name.
TEST(FoldedName, IsTheSameForAllSpellingsOfAName) {
  for (const char* text : {"john", "John", "JOHN", " john", "john ",
                           "\xEF\xBD\x8A"
                           "ohn"}) {
    EXPECT_EQ(foldedName(text), "john") << text;
  }
  EXPECT_EQ(foldedName("J\xC3\xBCrgen"), foldedName("ju\xCC\x88rgen")) << "composed and not";
  EXPECT_EQ(foldedName("STRASSE"), foldedName("stra\xC3\x9F"
                                              "e"));
}

TEST(FoldedName, IsEmptyForWhatIsNoName) {
  EXPECT_FALSE(foldedName(""));
  EXPECT_FALSE(foldedName("   "));
  EXPECT_FALSE(foldedName("\xFF"));
  EXPECT_FALSE(foldedName(std::string("a\0b", 3)));
  EXPECT_FALSE(foldedName(std::string(5000, 'a')));
}

// Directory pitfall 38
TEST(AccountName, IsOfLettersDigitsAndFewSignsAndNotTooLong) {
  for (const char* name :
       {"a", "ann", "Ann Lee", "j.doe@corp.example", "\xD0\x98\xD0\xB2\xD0\xB0", "x_1-2+3"}) {
    EXPECT_TRUE(isAccountName(name)) << name;
  }
  for (const char* name : {"", " a", "a ", ".a", "a/b", "a\nb", "<b>a</b>", "a\"b", "\xFF"}) {
    EXPECT_FALSE(isAccountName(name)) << name;
  }
  EXPECT_TRUE(isAccountName(std::string(128, 'a')));
  EXPECT_FALSE(isAccountName(std::string(129, 'a')));
}

// Directory pitfall 38
TEST(DirectoryName, MayHoldSignsOfRealNamesAndNoneThatMeanSomething) {
  for (const char* name : {"o'brien", "j(ohn", "sam$", "a~b!", "Ann Lee"}) {
    EXPECT_TRUE(isDirectoryName(name)) << name;
  }
  for (const char* name : {"", "'x", "a/b", "a\\b", "<b>", "a\"b", "a#1", "a=b", "a\nb", "\xFF"}) {
    EXPECT_FALSE(isDirectoryName(name)) << name;
  }
  EXPECT_FALSE(isDirectoryName(std::string(129, 'a')));
}

TEST(ReadableText, DropsWhatIsNoTextAndEndsAtACharacter) {
  EXPECT_EQ(readableText("a\xFF"
                         "b\n\x7F"
                         "c",
                         10),
            "abc");
  EXPECT_EQ(readableText(std::string("a\0b", 3), 10), "ab");
  EXPECT_EQ(readableText("a\xC3\xB6", 2), "a");
  EXPECT_EQ(readableText("a\xC3\xB6", 3), "a\xC3\xB6");
  EXPECT_EQ(readableText("\xED\xA0\x80x", 9), "x") << "half a surrogate pair";
}

// A character that only looks like a comma must not end a value.
TEST(ComparableDn, KeepsValuesApartThatFoldIntoSeparators) {
  EXPECT_NE(comparableDn("cn=admins\xEF\xBC\x8Cou=groups,dc=corp"),
            comparableDn("cn=admins,ou=groups,dc=corp"));
  EXPECT_NE(comparableDn("cn=x\xEF\xBC\x9Dy"), comparableDn("cn=x=y"));
}

// Directory pitfall 20
TEST(ComparableDn, IsTheSameWithoutCaseBlanksAndEscapes) {
  const auto same = comparableDn("cn=Smith\\, John,ou=people,dc=corp");
  EXPECT_EQ(comparableDn("CN=smith\\2c john , OU = People,DC=corp"), same);
  EXPECT_NE(comparableDn("cn=Smith,cn= John,ou=people,dc=corp"), same);
  EXPECT_NE(comparableDn("cn=Smith\\, Joan,ou=people,dc=corp"), same);
}

}  // namespace
}  // namespace itops::identity
