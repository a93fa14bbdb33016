#include "registry/sla_group_template.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "database/ingest/catalog_database.hpp"
#include "database/ingest/replica.hpp"
#include "itops/error.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class SlaGroupTemplateTest : public testing::Test {
 protected:
  /// `created updated unchanged`
  std::string import(const char* list) {
    ImportResult result;
    database_.pool().transact(
        [&](Transaction& transaction) { result = section_.importJson(transaction, list); });
    warnings_ = result.warnings;
    return std::to_string(result.created) + " " + std::to_string(result.updated) + " " +
           std::to_string(result.unchanged);
  }
  std::string exported() {
    std::string text;
    database_.pool().transact(
        [&](Transaction& transaction) { text = section_.exportJson(transaction); });
    return text;
  }
  /// The fields that an import is refused for.
  std::vector<std::string> refusedFields(const char* list) {
    std::vector<std::string> fields;
    try {
      import(list);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), "template_invalid");
      for (const auto& field : error.fields()) fields.push_back(field.field);
    }
    return fields;
  }

  CatalogDatabase database_;
  registry::SlaGroupTemplate section_;
  std::vector<std::string> warnings_;
};

TEST_F(SlaGroupTemplateTest, ExportsNothingAsAnEmptyList) {
  EXPECT_EQ(exported(), "[]");
}

TEST_F(SlaGroupTemplateTest, MakesUpdatesAndLeavesGroupsAndDeletesNone) {
  EXPECT_EQ(import(R"([{"name":"b","displayName":"B"},{"name":"a"}])"), "2 0 0");
  EXPECT_EQ(exported(), R"([{"name":"a","displayName":"a"},{"name":"b","displayName":"B"}])");
  EXPECT_EQ(import(R"([{"name":"b","displayName":"Bee"},{"name":"c"}])"), "1 1 0");
  EXPECT_EQ(exported(), R"([{"name":"a","displayName":"a"},{"name":"b","displayName":"Bee"},)"
                        R"({"name":"c","displayName":"c"}])");
}

TEST_F(SlaGroupTemplateTest, ChangesNothingByWhatItExported) {
  import(R"([{"name":"größe \"x\"","displayName":"12"},{"name":"true"}])");
  EXPECT_EQ(import(exported().c_str()), "0 0 2");
}

TEST_F(SlaGroupTemplateTest, RevivesAnArchivedGroup) {
  import(R"([{"name":"a"}])");
  database_.run("UPDATE kernel.sla_groups SET archived_at = now()");
  EXPECT_EQ(exported(), "[]");
  EXPECT_EQ(import(R"([{"name":"a"}])"), "0 1 0");
  EXPECT_EQ(exported(), R"([{"name":"a","displayName":"a"}])");
}

TEST_F(SlaGroupTemplateTest, NamesEveryWrongEntryAndImportsNone) {
  EXPECT_THAT(
      refusedFields(R"([{"name":"ok"}, 1, {}, {"name":""}, {"name":5},
                                {"name":"x","displayName":null}, {"name":"ok"}])"),
      ElementsAre("[1]", "[2].name", "[3].name", "[4].name", "[5].displayName", "[6].name"));
  const std::string long_name = R"([{"name":")" + std::string(256, 'x') + "\"}]";
  EXPECT_THAT(refusedFields(long_name.c_str()), ElementsAre("[0].name"));
  EXPECT_THAT(refusedFields(R"([{"name":"a\u0000b"}])"), ElementsAre("[0].name"));
  EXPECT_EQ(exported(), "[]");
}

TEST_F(SlaGroupTemplateTest, WarnsOfMembersThatItDoesNotKnow) {
  EXPECT_EQ(import(R"([{"name":"a","target":99.9}])"), "1 0 0");
  EXPECT_THAT(warnings_, ElementsAre("The member 'target' of the group 'a' is not known and was "
                                     "left out."));
  import(R"([{"name":"a"}])");
  EXPECT_THAT(warnings_, IsEmpty());
}

}  // namespace
}  // namespace itops::test
