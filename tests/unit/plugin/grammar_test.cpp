#include "plugin/grammar.hpp"

#include <gtest/gtest.h>

#include <string>

namespace itops::plugin {
namespace {

TEST(InterfaceId, IsADottedNameWithARevision) {
  for (const char* id : {"itops.database/1", "x/1", "acme.billing.invoices/12"}) {
    EXPECT_TRUE(isInterfaceId(id)) << id;
  }
}

TEST(InterfaceId, IsNothingElse) {
  for (const char* id : {"", "/1", "x", "x/", "x/0", "x/01", "x/a", "X/1", ".x/1", "x./1", "x..y/1",
                         "x/1/1", "x /1", "x/12345", "9x/1"}) {
    EXPECT_FALSE(isInterfaceId(id)) << id;
  }
}

TEST(Permission, IsAtLeastTwoWords) {
  EXPECT_TRUE(isPermission("sla.read"));
  EXPECT_TRUE(isPermission("sla.report.generate"));
  for (const char* text : {"", "sla", "sla.", ".read", "sla.Read", "sla read", "*"}) {
    EXPECT_FALSE(isPermission(text)) << text;
  }
}

TEST(PathPrefix, BeginsButDoesNotEndWithASlash) {
  for (const char* text : {"/", "/api", "/api/v1/sla", "/api/v1/exclusion-window"}) {
    EXPECT_TRUE(isPathPrefix(text)) << text;
  }
  for (const char* text :
       {"", "api", "/api/", "//", "/a//b", "/a/{id}", "/a?b", "/a b", "/a%20b", "/\xC3\xA4"}) {
    EXPECT_FALSE(isPathPrefix(text)) << text;
  }
}

TEST(PathPrefix, CoversItselfAndWhatIsBelow) {
  EXPECT_TRUE(isUnderPrefix("/api/v1/sla", "/api/v1/sla"));
  EXPECT_TRUE(isUnderPrefix("/api/v1/sla/{id}", "/api/v1/sla"));
  EXPECT_FALSE(isUnderPrefix("/api/v1/slam", "/api/v1/sla"));
  EXPECT_FALSE(isUnderPrefix("/api/v1", "/api/v1/sla"));
}

TEST(PathPrefix, OfTheRootCoversTheRootAlone) {
  EXPECT_TRUE(isUnderPrefix("/", "/"));
  EXPECT_FALSE(isUnderPrefix("/api", "/"));
}

TEST(SnakeCase, HasALengthAndBeginsWithALetter) {
  EXPECT_TRUE(isSnakeCase("gitops_status2", 2, 31));
  for (const std::string& text :
       {std::string(""), std::string("a"), std::string("2a"), std::string("_a"), std::string("aB"),
        std::string("a-b"), std::string(32, 'a')}) {
    EXPECT_FALSE(isSnakeCase(text, 2, 31)) << text;
  }
}

}  // namespace
}  // namespace itops::plugin
