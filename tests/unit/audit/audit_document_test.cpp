#include "audit/audit_document.hpp"

#include <gtest/gtest.h>

#include "itops/error.hpp"

namespace itops::audit {
namespace {

AuditEntry entryOf(std::string before, std::string after) {
  return {"thing.update", "thing", "1", "one", std::move(before), std::move(after)};
}

/// `before | after` as they are stored, `-` for none.
std::string stored(const std::string& before, const std::string& after) {
  const AuditChange change = changeOf(entryOf(before, after));
  const auto text = [](const auto& document) {
    return document ? boost::json::serialize(*document) : std::string("-");
  };
  return text(change.before) + " | " + text(change.after);
}

TEST(AuditDocument, KeepsWhatChangedAndDropsTheRest) {
  EXPECT_EQ(stored(R"({"a":1,"b":2})", R"({"a":1,"b":3})"), R"({"b":2} | {"b":3})");
  EXPECT_EQ(stored(R"({"a":1})", R"({"a":1,"new":true})"), R"({} | {"new":true})");
  EXPECT_EQ(stored(R"({"a":1,"old":null})", R"({"a":1})"), R"({"old":null} | {})");
}

TEST(AuditDocument, ComparesNestedObjectsMemberByMemberAndListsAsAWhole) {
  EXPECT_EQ(stored(R"({"o":{"a":1,"b":{"c":2,"d":3}}})", R"({"o":{"a":1,"b":{"c":2,"d":4}}})"),
            R"({"o":{"b":{"d":3}}} | {"o":{"b":{"d":4}}})");
  EXPECT_EQ(stored(R"({"l":[1,2],"same":[1]})", R"({"l":[1,3],"same":[1]})"),
            R"({"l":[1,2]} | {"l":[1,3]})");
}

TEST(AuditDocument, KeepsAllOfAnObjectThatCameOrWent) {
  EXPECT_EQ(stored("", R"({"a":1})"), R"(- | {"a":1})");
  EXPECT_EQ(stored(R"({"a":1})", ""), R"({"a":1} | -)");
  EXPECT_EQ(stored("", ""), "- | -");
}

TEST(AuditDocument, TellsNothingOnlyOfAnObjectThatIsTheSame) {
  EXPECT_FALSE(changeOf(entryOf(R"({"a":1})", R"({"a":1})")).tells());
  EXPECT_TRUE(changeOf(entryOf(R"({"a":1})", R"({"a":2})")).tells());
  EXPECT_TRUE(changeOf(entryOf("", "")).tells());
  EXPECT_TRUE(changeOf(entryOf("", "{}")).tells());
}

TEST(AuditDocument, MasksSecretsAtAnyDepth) {
  EXPECT_EQ(
      stored("", R"({"password":"p","list":[{"apiKey":{"id":1}},{"user":"u"}],"o":{"TOKEN":1}})"),
      R"(- | {"password":"***","list":[{"apiKey":"***"},{"user":"u"}],"o":{"TOKEN":"***"}})");
}

TEST(AuditDocument, ShowsThatASecretChangedWithoutShowingIt) {
  EXPECT_EQ(stored(R"({"clientSecret":"a","n":1})", R"({"clientSecret":"b","n":1})"),
            R"({"clientSecret":"***"} | {"clientSecret":"***"})");
  EXPECT_FALSE(changeOf(entryOf(R"({"clientSecret":"a"})", R"({"clientSecret":"a"})")).tells());
}

TEST(AuditDocument, KnowsSecretsByTheirNames) {
  for (const char* name : {"password", "dbPassword", "client_secret", "accessToken", "API_KEY",
                           "keys", "credentials", "Authorization", "passphrase"}) {
    EXPECT_TRUE(namesASecret(name)) << name;
  }
  for (const char* name : {"displayName", "team", "tags", "pass", "author", ""}) {
    EXPECT_FALSE(namesASecret(name)) << name;
  }
}

TEST(AuditDocument, ReplacesNulWhichTheDatabaseCanNotStore) {
  EXPECT_EQ(stored("", R"({"a\u0000b":["x\u0000"]})"), "- | {\"a\uFFFDb\":[\"x\uFFFD\"]}");
}

TEST(AuditDocument, KeepsOnlyTheLengthOfWhatIsTooLong) {
  const std::string fits(kDocumentBytesMax - 8, 'x');
  EXPECT_EQ(stored("", R"({"a":")" + fits + "\"}"), R"(- | {"a":")" + fits + "\"}");
  EXPECT_EQ(
      stored("", R"({"a":")" + fits + "y\"}"),
      R"(- | {"omitted":"The document has 65537 bytes, more than the 65536 that are kept."})");
}

TEST(AuditDocument, RefusesWhatIsNoObject) {
  for (const char* text : {"[]", "1", "{", "null", "x"}) {
    try {
      changeOf(entryOf("", text));
      ADD_FAILURE() << text << " was taken";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kInternal);
      EXPECT_EQ(error.code(), "audit_invalid");
    }
  }
}

}  // namespace
}  // namespace itops::audit
