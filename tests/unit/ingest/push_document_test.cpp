#include "ingest/push_document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/error.hpp"
#include "unit/ingest/warning_codes.hpp"

namespace itops::ingest {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string complaintAbout(const std::string& body) {
  Warnings warnings;
  try {
    PushDocument::parse(body, warnings);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInvalid);
    return error.code() + ": " + error.what();
  }
  return "accepted";
}

std::string nested(int depth) {
  return "{\"a\":" + std::string(static_cast<std::size_t>(depth - 1), '[') +
         std::string(static_cast<std::size_t>(depth - 1), ']') + "}";
}

TEST(PushDocument, TellsLineAndColumnOfBrokenJson) {
  const auto complaint = complaintAbout("{\n  \"path\": oops\n}");
  EXPECT_THAT(complaint, HasSubstr("json_invalid"));
  EXPECT_THAT(complaint, HasSubstr("line 2, column 11"));
}

struct RefusedBody {
  const char* name;
  std::string body;
  const char* code;
};

class RefusedBodies : public testing::TestWithParam<RefusedBody> {};

TEST_P(RefusedBodies, AreRefused) {
  EXPECT_THAT(complaintAbout(GetParam().body), HasSubstr(GetParam().code));
}

INSTANTIATE_TEST_SUITE_P(
    Table, RefusedBodies,
    testing::Values(RefusedBody{"Empty", "", "json_not_object"},
                    RefusedBody{"Blank", " \n ", "json_not_object"},
                    RefusedBody{"Array", "[{\"path\":\"a\"}]", "json_not_object"},
                    RefusedBody{"Text", "\"a\"", "json_not_object"},
                    RefusedBody{"Number", "17", "json_not_object"},
                    RefusedBody{"Null", "null", "json_not_object"},
                    RefusedBody{"CutOff", "{\"path\":\"a", "json_invalid"},
                    RefusedBody{"TrailingComma", "{\"a\":1,}", "json_invalid"},
                    RefusedBody{"SomethingBehind", "{} {}", "json_invalid"},
                    RefusedBody{"Comment", "{/* */}", "json_invalid"},
                    RefusedBody{"RawControlCharacter", "{\"a\":\"\n\"}", "json_invalid"},
                    RefusedBody{"InvalidUtf8", "{\"a\":\"\xff\xfe\"}", "json_invalid"},
                    RefusedBody{"OverlongUtf8", "{\"a\":\"\xc0\xaf\"}", "json_invalid"},
                    RefusedBody{"LoneSurrogate", "{\"a\":\"\\ud800\"}", "json_invalid"},
                    RefusedBody{"NestedTooDeep", nested(65), "json_invalid"},
                    RefusedBody{"NestedTenThousandDeep", nested(10000), "json_invalid"}),
    [](const auto& test) { return test.param.name; });

TEST(PushDocument, AcceptsNestingUpToTheLimit) {
  EXPECT_EQ(complaintAbout(nested(64)), "accepted");
}

TEST(PushDocument, LetsTheLastOfRepeatedMembersCount) {
  Warnings warnings;
  auto document = PushDocument::parse(R"({"status":"DOWN","status":"OPERATIONAL"})", warnings);
  EXPECT_EQ(document.take("status")->text, "OPERATIONAL");
  EXPECT_THAT(codesOf(warnings), ElementsAre("field.ignored status"));
}

TEST(PushDocument, ReportsMembersThatNobodyAskedFor) {  // PUSH-47
  Warnings warnings;
  auto document = PushDocument::parse(R"({"a":1,"stauts":"DOWN"})", warnings);
  document.take("a");
  document.warnUnused(warnings);
  EXPECT_THAT(codesOf(warnings), ElementsAre("field.unexpected stauts"));
}

TEST(PushDocument, TakesNullForAbsent) {
  Warnings warnings;
  auto document = PushDocument::parse(R"({"message":null})", warnings);
  EXPECT_EQ(document.take("message"), nullptr);
  document.warnUnused(warnings);
  EXPECT_THAT(warnings, IsEmpty());
}

TEST(PushDocument, KeepsListsOfScalarsAndForgetsWhatIsDeeper) {
  Warnings warnings;
  auto document = PushDocument::parse(R"({"tags":["a",1,["b"],{"c":"d"}],"x":"y"})", warnings);
  const PushValue* tags = document.take("tags");
  ASSERT_EQ(tags->items().size(), 4u);
  EXPECT_EQ(tags->items()[0].text, "a");
  EXPECT_EQ(tags->items()[2].kind, PushValue::Kind::kArray);
  EXPECT_TRUE(tags->items()[2].items().empty());
  EXPECT_EQ(document.take("x")->text, "y");
}

TEST(PushDocument, BoundsTheWorkOfThousandsOfMembers) {
  std::string body = "{";
  for (int i = 0; i < 50000; ++i) body += "\"k" + std::to_string(i) + "\":1,";
  body += "\"last\":1}";
  Warnings warnings;
  auto document = PushDocument::parse(body, warnings);
  EXPECT_THAT(codesOf(warnings), ElementsAre("field.ignored "));
  EXPECT_EQ(document.take("last"), nullptr);
  document.warnUnused(warnings);
  EXPECT_LE(warnings.size(), 22u);
}

}  // namespace
}  // namespace itops::ingest
