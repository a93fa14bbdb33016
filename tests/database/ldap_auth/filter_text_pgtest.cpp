#include "filter_text.hpp"

#include <gtest/gtest.h>

namespace itops::ldap_auth {
namespace {

// Directory pitfalls 3 and 4
TEST(FilterText, EscapesEachSpecialByteOnce) {
  EXPECT_EQ(escapedValue("john"), "john");
  EXPECT_EQ(escapedValue("a*"), "a\\2a");
  EXPECT_EQ(escapedValue("j(ohn)"), "j\\28ohn\\29");
  EXPECT_EQ(escapedValue("a\\b"), "a\\5cb");
  EXPECT_EQ(escapedValue(std::string("a\0b", 3)), "a\\00b");
  EXPECT_EQ(escapedValue("\xC3\xBC"), "\\c3\\bc");
}

TEST(FilterText, FillsEveryPlaceholderAndNothingElse) {
  EXPECT_EQ(filledFilter("(uid=%s)", "x"), "(uid=x)");
  EXPECT_EQ(filledFilter("(|(uid=%s)(mail=%s))", "a*"), "(|(uid=a\\2a)(mail=a\\2a))");
  EXPECT_EQ(filledFilter("(uid=%s)", "%s"), "(uid=%s)") << "a value is not filled again";
  EXPECT_EQ(filledFilter("(uid=%d%)", "x"), "(uid=%d%)");
}

// Directory pitfall 20
TEST(FilterText, ComparesNamesWithoutCaseBlanksAndFormOfEscape) {
  EXPECT_EQ(comparableDn("CN=a\\2Cb , OU=X"), comparableDn("cn=A\\,B,ou=x"));
  EXPECT_EQ(comparableDn("cn=\\c3\\bc"), comparableDn("cn=\xC3\xBC"));
  EXPECT_NE(comparableDn("cn=a,cn=b"), comparableDn("cn=a\\,cn=b"));
  EXPECT_EQ(comparableDn("cn=a\\"), comparableDn("CN=a\\"));
}

}  // namespace
}  // namespace itops::ldap_auth
