#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "database/registry/seeded_catalog.hpp"
#include "itops/testing/request.hpp"
#include "registry/service_query_repository.hpp"

namespace itops::test {
namespace {

using itops::test::FakeRequest;
using itops::test::RequestData;

/// One catalog for all filters, which only read it.
class FilterTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    database_ = std::make_unique<CatalogDatabase>();
    store(
        *database_,
        {{.name = "alpha",
          .status = 1,
          .criticality = "critical",
          .type = "database",
          .team = "dba",
          .name_space = "prod",
          .tags = {"sql", "eu-west"},
          .groups = {"g", "h"},
          .display_name = "The Alpha",
          .message = "100% fine"},
         {.name = "beta",
          .status = 3,
          .criticality = "low",
          .source = "agent",
          .name_space = "prod",
          .tags = {"sql"},
          .groups = {"g"},
          .description = "Größe"},
         {.name = "gamma",
          .node = "org/infra/prod/rack-2",
          .status = 2,
          .team = "dba",
          .message = "1000 fine"},
         {.name = "delta",
          .node = "org/infra/production/rack",
          .status = 4,
          .message = "a_b and c\\d"},
         {.name = "epsilon", .node = "other/x/y/z", .status = 5, .groups = {"h"}, .message = "axb"},
         {.name = "gone", .status = 1, .tags = {"sql"}, .groups = {"g"}, .archived = true}});
    database_->run(
        "INSERT INTO kernel.sla_group_member (group_id, service_id, contributor, "
        "valid_from, valid_to) SELECT g.id, s.id, 'push', '2026-01-01', '2026-01-02' "
        "FROM kernel.sla_groups AS g, kernel.service AS s "
        "WHERE g.name = 'g' AND s.name = 'gamma'");
  }
  static void TearDownTestSuite() { database_.reset(); }

  /// Names that the query lets through, in order of path, separated by spaces.
  static std::string names(const RequestData::Texts& query) {
    std::string names;
    for (const auto& view : list(query).items) names += (names.empty() ? "" : " ") + view.name;
    return names;
  }
  static Page<registry::ServiceView> list(const RequestData::Texts& query) {
    registry::ServiceQueryRepository queries(database_->pool());
    return queries.list(registry::serviceFilterFrom(FakeRequest({.query = query})));
  }

  static std::unique_ptr<CatalogDatabase> database_;
};

std::unique_ptr<CatalogDatabase> FilterTest::database_;

TEST_F(FilterTest, WithoutAnyListsAllButArchivedServices) {
  EXPECT_EQ(names({}), "gamma alpha beta delta epsilon");
}

TEST_F(FilterTest, OfPathFindsAServiceOrWhatIsBelowAPrefix) {
  EXPECT_EQ(names({{"path", "org/infra/prod/rack/alpha"}}), "alpha");
  EXPECT_EQ(names({{"path", "org/infra/prod/rack"}}), "alpha beta");
  EXPECT_EQ(names({{"path", "org/infra/prod"}}), "gamma alpha beta");
  EXPECT_EQ(names({{"path", "org/infra"}}), "gamma alpha beta delta");
  EXPECT_EQ(names({{"path", "org/infra/prod/rac"}}), "");
  EXPECT_EQ(names({{"path", "org/infra/prod/%"}}), "");
}

TEST_F(FilterTest, OfStatusTakesSeveral) {
  EXPECT_EQ(names({{"status", "DOWN"}}), "beta");
  EXPECT_EQ(names({{"status", "DOWN,UNKNOWN,DEGRADED"}}), "gamma beta epsilon");
}

TEST_F(FilterTest, OfExactFieldsComparesTheWholeValue) {
  EXPECT_EQ(names({{"tag", "sql"}}), "alpha beta");
  EXPECT_EQ(names({{"tag", "sq"}}), "");
  EXPECT_EQ(names({{"source", "agent"}}), "beta");
  EXPECT_EQ(names({{"criticality", "critical"}}), "alpha");
  EXPECT_EQ(names({{"type", "database"}}), "alpha");
  EXPECT_EQ(names({{"team", "dba"}}), "gamma alpha");
  EXPECT_EQ(names({{"namespace", "prod"}}), "alpha beta");
  EXPECT_EQ(names({{"namespace", "Prod"}}), "");
}

TEST_F(FilterTest, OfSlaGroupKnowsCurrentMembersOnly) {
  EXPECT_EQ(names({{"slaGroup", "g"}}), "alpha beta");
  EXPECT_EQ(names({{"slaGroup", "h"}}), "alpha epsilon");
}

TEST_F(FilterTest, OfTextLooksIntoPathNameDescriptionAndMessageInAnyCase) {
  EXPECT_EQ(names({{"q", "RACK-2"}}), "gamma");
  EXPECT_EQ(names({{"q", "the alp"}}), "alpha");
  EXPECT_EQ(names({{"q", "größe"}}), "beta");
  EXPECT_EQ(names({{"q", "FINE"}}), "gamma alpha");
}

TEST_F(FilterTest, OfTextTakesPatternCharactersAsTheyAre) {
  EXPECT_EQ(names({{"q", "100%"}}), "alpha");
  EXPECT_EQ(names({{"q", "a_b"}}), "delta");
  EXPECT_EQ(names({{"q", "c\\d"}}), "delta");
  EXPECT_EQ(names({{"q", "%"}}), "alpha");
  EXPECT_EQ(names({{"q", "\\"}}), "delta");
  EXPECT_EQ(names({{"q", "'; DROP TABLE kernel.service; --"}}), "");
}

TEST_F(FilterTest, CombinedMustAllHold) {
  EXPECT_EQ(names({{"path", "org"}, {"tag", "sql"}, {"slaGroup", "g"}, {"namespace", "prod"}}),
            "alpha beta");
  EXPECT_EQ(names({{"path", "org/infra/prod/rack"},
                   {"status", "OPERATIONAL,DOWN"},
                   {"tag", "sql"},
                   {"source", "external"},
                   {"slaGroup", "h"},
                   {"criticality", "critical"},
                   {"type", "database"},
                   {"team", "dba"},
                   {"namespace", "prod"},
                   {"q", "fine"}}),
            "alpha");
  EXPECT_EQ(names({{"status", "DOWN"}, {"team", "dba"}}), "");
}

TEST_F(FilterTest, ShowsEverythingOfAService) {
  const auto page = list({{"tag", "sql"}, {"team", "dba"}});
  const auto& view = page.items.at(0);
  EXPECT_EQ(view.node_path, "org/infra/prod/rack");
  EXPECT_EQ(view.path, "org/infra/prod/rack/alpha");
  EXPECT_EQ(view.fields.display_name, "The Alpha");
  EXPECT_THAT(view.fields.tags, testing::ElementsAre("sql", "eu-west"));
  EXPECT_THAT(view.sla_groups, testing::ElementsAre("g", "h"));
  EXPECT_FALSE(view.state.last_seen_at);
  EXPECT_FALSE(page.next_cursor);
}

}  // namespace
}  // namespace itops::test
