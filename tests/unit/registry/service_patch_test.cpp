#include "registry/service_patch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/error.hpp"

namespace itops::registry {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;

boost::json::object objectOf(const std::string& text) {
  return boost::json::parse(text).as_object();
}

/// Applies a patch as a person; returns the code of the error and its fields, or `ok`.
std::string patch(ServiceFields& fields, const std::string& text) {
  try {
    applyPatch(fields, "galera-node1", objectOf(text), FieldOwner::kPerson, {});
  } catch (const Error& error) {
    std::string result = error.code();
    for (const auto& field : error.fields()) result += " " + field.field;
    return result;
  }
  return "ok";
}

struct Refusal {
  const char* name;
  std::string patch;
  std::string result;
};

class RefusedPatch : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedPatch, NamesTheFieldsAndChangesNothing) {
  ServiceFields fields;
  EXPECT_EQ(patch(fields, GetParam().patch), GetParam().result);
  EXPECT_EQ(fields, ServiceFields{});
}

std::string textOf(std::size_t size) {
  return '"' + std::string(size, 'x') + '"';
}

std::string tagsOf(int count) {
  std::string list;
  for (int i = 0; i < count; ++i) list += (i == 0 ? "\"t" : ",\"t") + std::to_string(i) + '"';
  return "[" + list + "]";
}

const Refusal kRefusals[] = {
    {"UnknownField", R"({"colour":"red"})", "fields_invalid colour"},
    {"UnknownFieldAsNull", R"({"colour":null})", "fields_invalid colour"},
    {"FieldThatPushesOwn", R"({"status":"DOWN"})", "fields_invalid status"},
    {"Identity", R"({"path":"a/b/c/d/e","id":"x"})", "fields_invalid path id"},
    {"NumberAsText", R"({"team":7})", "fields_invalid team"},
    {"ListAsText", R"({"description":["x"]})", "fields_invalid description"},
    {"NulInText", R"({"team":"a\u0000b"})", "fields_invalid team"},
    {"LongText", R"({"displayName":)" + textOf(256) + "}", "fields_invalid displayName"},
    {"LongDescription", R"({"description":)" + textOf(4097) + "}", "fields_invalid description"},
    {"Criticality", R"({"criticality":"High"})", "fields_invalid criticality"},
    {"CriticalityAsNumber", R"({"criticality":1})", "fields_invalid criticality"},
    {"TagsAsText", R"({"tags":"a"})", "fields_invalid tags"},
    {"NumberAmongTags", R"({"tags":["a",1]})", "fields_invalid tags"},
    {"EmptyTag", R"({"tags":["a",""]})", "fields_invalid tags"},
    {"TooManyTags", R"({"tags":)" + tagsOf(65) + "}", "fields_invalid tags"},
    {"Namespace", R"({"namespace":true})", "fields_invalid namespace"},
    {"SecondsBelow", R"({"unknownAfterSeconds":29})", "fields_invalid unknownAfterSeconds"},
    {"SecondsAbove", R"({"downAfterSeconds":604801})", "fields_invalid downAfterSeconds"},
    {"SecondsAsFraction", R"({"downAfterSeconds":400.5})", "fields_invalid downAfterSeconds"},
    {"SecondsAsText", R"({"downAfterSeconds":"400"})", "fields_invalid downAfterSeconds"},
    {"HugeSeconds", R"({"downAfterSeconds":18446744073709551615})",
     "fields_invalid downAfterSeconds"},
    {"UnknownAfterDown", R"({"unknownAfterSeconds":100,"downAfterSeconds":99})",
     "fields_invalid unknownAfterSeconds"},
    {"UnknownAfterTheDefaultDown", R"({"unknownAfterSeconds":301})",
     "fields_invalid unknownAfterSeconds"},
    {"DownBeforeTheDefaultUnknown", R"({"downAfterSeconds":119})",
     "fields_invalid unknownAfterSeconds"},
    {"SeveralAtOnce", R"({"team":1,"type":"ok","tags":0,"x":0})", "fields_invalid team tags x"},
};

INSTANTIATE_TEST_SUITE_P(Table, RefusedPatch, testing::ValuesIn(kRefusals),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Patch, TakesEveryFieldAtItsLimit) {
  ServiceFields fields;
  ASSERT_EQ(patch(fields, R"({"displayName":)" + textOf(255) + R"(,"description":)" + textOf(4096) +
                              R"(,"type":"database","team":"dba","namespace":"prod","tags":)" +
                              tagsOf(64) +
                              R"(,"criticality":"critical",)"
                              R"("unknownAfterSeconds":30,"downAfterSeconds":604800})"),
            "ok");
  EXPECT_EQ(fields.display_name.size(), 255U);
  EXPECT_EQ(fields.description.size(), 4096U);
  EXPECT_EQ(fields.type, "database");
  EXPECT_EQ(fields.team, "dba");
  EXPECT_EQ(fields.name_space, "prod");
  EXPECT_EQ(fields.tags.size(), 64U);
  EXPECT_EQ(fields.criticality, "critical");
  EXPECT_EQ(fields.unknown_after, seconds(30));
  EXPECT_EQ(fields.down_after, seconds(604800));
  EXPECT_EQ(fields.owners.size(), 9U);
  for (const auto& [field, owner] : fields.owners) EXPECT_EQ(owner, FieldOwner::kPerson) << field;
}

TEST(Patch, OfNothingChangesNothing) {
  ServiceFields fields;
  EXPECT_EQ(patch(fields, "{}"), "ok");
  EXPECT_EQ(fields, ServiceFields{});
}

TEST(Patch, OfNullGivesEveryDefaultBackAndReleasesTheField) {
  ServiceFields fields;
  ASSERT_EQ(patch(fields, R"({"displayName":"x","description":"x","type":"x","team":"x",)"
                          R"("namespace":"x","tags":["x"],"criticality":"low",)"
                          R"("unknownAfterSeconds":30,"downAfterSeconds":30})"),
            "ok");
  ASSERT_EQ(patch(fields, R"({"displayName":null,"description":null,"type":null,"team":null,)"
                          R"("namespace":null,"tags":null,"criticality":null,)"
                          R"("unknownAfterSeconds":null,"downAfterSeconds":null})"),
            "ok");
  ServiceFields initial;
  initial.display_name = "Galera Node1";
  EXPECT_EQ(fields, initial);
}

TEST(Patch, OfAnEmptyNamespaceIsNoNamespace) {
  ServiceFields fields;
  EXPECT_EQ(patch(fields, R"({"namespace":""})"), "ok");
  EXPECT_FALSE(fields.name_space);
}

TEST(Patch, ReplacesAllTags) {
  ServiceFields fields;
  fields.tags = {"old"};
  EXPECT_EQ(patch(fields, R"({"tags":["b","a"]})"), "ok");
  EXPECT_THAT(fields.tags, ElementsAre("b", "a"));
  EXPECT_EQ(patch(fields, R"({"tags":[]})"), "ok");
  EXPECT_TRUE(fields.tags.empty());
  EXPECT_EQ(fields.ownerOf("tags"), FieldOwner::kPerson) << "an empty list is a value";
}

TEST(Patch, WinsOverAPush) {
  ServiceFields fields;
  fields.owners["team"] = FieldOwner::kPush;
  EXPECT_EQ(patch(fields, R"({"team":"dba"})"), "ok");
  EXPECT_EQ(fields.ownerOf("team"), FieldOwner::kPerson);
}

TEST(Patch, DoesNotWinOverGit) {
  ServiceFields fields;
  fields.team = "git";
  fields.owners["team"] = FieldOwner::kAgent;
  const ServiceFields before = fields;
  EXPECT_EQ(patch(fields, R"({"type":"x","team":"dba"})"), "field_declared");
  EXPECT_EQ(patch(fields, R"({"team":null})"), "field_declared") << "nor is it released";
  EXPECT_EQ(fields, before);
}

TEST(Patch, OfThresholdsIsComparedWithThoseInForce) {
  ServiceFields fields;
  fields.down_after = seconds(600);
  EXPECT_EQ(patch(fields, R"({"unknownAfterSeconds":600})"), "ok");
  EXPECT_EQ(patch(fields, R"({"downAfterSeconds":null})"), "fields_invalid unknownAfterSeconds")
      << "600 would stand above the global 300";
}

TEST(Patch, ExplainsWhatWasExpected) {
  ServiceFields fields;
  try {
    applyPatch(fields, "x", objectOf(R"({"downAfterSeconds":5})"), FieldOwner::kPerson, {});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInvalid);
    EXPECT_THAT(error.fields().at(0).message, HasSubstr("from 30 to 604800"));
  }
}

}  // namespace
}  // namespace itops::registry
