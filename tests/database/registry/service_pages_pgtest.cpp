#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "database/registry/seeded_catalog.hpp"
#include "itops/testing/request.hpp"
#include "registry/service_query_repository.hpp"

namespace itops::test {
namespace {

using itops::test::FakeRequest;
using itops::test::RequestData;
using testing::ElementsAreArray;

/// 23 services in which every sort key but the path has ties.
std::vector<Seed> manySeeds() {
  const char* const criticalities[] = {"low", "critical", "medium", "high"};
  std::vector<Seed> seeds;
  for (int i = 0; i < 23; ++i) {
    Seed seed{.name = "service-" + std::to_string(i * 7 % 10),
              .node = "org/infra/prod/rack-" + std::to_string(i / 10),
              .status = i % 5 + 1,
              .criticality = criticalities[i % 4],
              .status_since = i % 3,
              .created = -(i % 6)};
    if (i % 3 != 0) seed.last_seen = i % 7;
    seeds.push_back(std::move(seed));
  }
  return seeds;
}

/// What a seed is sorted by: a number, or a text of the same order.
struct SortCase {
  const char* name;  ///< as in the query
  std::function<std::pair<int, std::string>(const Seed&)> key;
};

int rankOf(const std::string& criticality) {
  return criticality == "critical" ? 1
         : criticality == "high"   ? 2
         : criticality == "medium" ? 3
                                   : 4;
}

const SortCase kSortCases[] = {
    {"path", [](const Seed& s) { return std::pair(0, s.node + "/" + s.name); }},
    {"name", [](const Seed& s) { return std::pair(0, s.name); }},
    {"status", [](const Seed& s) { return std::pair(s.status, std::string()); }},
    {"criticality", [](const Seed& s) { return std::pair(rankOf(s.criticality), std::string()); }},
    {"statusSince", [](const Seed& s) { return std::pair(s.status_since, std::string()); }},
    {"lastSeenAt",
     [](const Seed& s) { return std::pair(s.last_seen.value_or(-1), std::string()); }},
    {"createdAt", [](const Seed& s) { return std::pair(s.created, std::string()); }},
};

/// Paths in the order that the case asks for, ties by id.
std::vector<std::string> expectedOrder(const SortCase& sort, bool descending) {
  const auto seeds = manySeeds();
  std::vector<std::size_t> order(seeds.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto before = std::pair(sort.key(seeds[a]), a) < std::pair(sort.key(seeds[b]), b);
    return descending ? a != b && !before : before;
  });
  std::vector<std::string> paths;
  for (const auto i : order) paths.push_back(seeds[i].node + "/" + seeds[i].name);
  return paths;
}

class PageTest : public testing::TestWithParam<SortCase> {
 protected:
  static void SetUpTestSuite() {
    database_ = std::make_unique<CatalogDatabase>();
    store(*database_, manySeeds());
  }
  static void TearDownTestSuite() { database_.reset(); }

  /// Follows the cursors through all pages as a client does.
  static std::vector<std::string> walk(const std::string& sort, int limit) {
    registry::ServiceQueryRepository queries(database_->pool());
    std::vector<std::string> paths;
    RequestData::Texts query{{"sort", sort}, {"limit", std::to_string(limit)}};
    for (int page_count = 0; page_count < 30; ++page_count) {
      const auto page = queries.list(registry::serviceFilterFrom(FakeRequest({.query = query})));
      EXPECT_LE(page.items.size(), static_cast<std::size_t>(limit));
      for (const auto& view : page.items) paths.push_back(view.path);
      if (!page.next_cursor) return paths;
      query["cursor"] = *page.next_cursor;
    }
    ADD_FAILURE() << "the pages don't end";
    return paths;
  }

  static std::unique_ptr<CatalogDatabase> database_;
};

std::unique_ptr<CatalogDatabase> PageTest::database_;

TEST_P(PageTest, GoesThroughAllServicesInBothDirectionsWhateverItsSize) {
  const std::string name = GetParam().name;
  for (const int limit : {1, 2, 5, 22, 23, 500}) {
    EXPECT_THAT(walk(name, limit), ElementsAreArray(expectedOrder(GetParam(), false))) << limit;
    EXPECT_THAT(walk("-" + name, limit), ElementsAreArray(expectedOrder(GetParam(), true)))
        << limit;
  }
}

INSTANTIATE_TEST_SUITE_P(Sorts, PageTest, testing::ValuesIn(kSortCases),
                         [](const auto& test) { return std::string(test.param.name); });

class CursorTest : public PageTest {
 protected:
  static Page<registry::ServiceView> list(const RequestData::Texts& query) {
    registry::ServiceQueryRepository queries(database_->pool());
    return queries.list(registry::serviceFilterFrom(FakeRequest({.query = query})));
  }
};

TEST_F(CursorTest, StillWorksWhenItsServiceIsGone) {
  const auto first = list({{"limit", "3"}});
  database_->run("UPDATE kernel.service SET archived_at = now() WHERE path = '" +
                 first.items.back().path + "'");
  const auto second = list({{"limit", "3"}, {"cursor", *first.next_cursor}});
  EXPECT_EQ(second.items.front().path, expectedOrder(kSortCases[0], false).at(3));
  database_->run("UPDATE kernel.service SET archived_at = NULL");
}

TEST_F(CursorTest, IsNeverOurMistakeWhenItIsForged) {
  const PageCursor forgeries[] = {
      {"nonsense", 1}, {"99999999999999999999", 1}, {"1", std::int64_t{1} << 40}};
  for (const std::string sort : {"path", "status", "criticality", "statusSince", "lastSeenAt"}) {
    for (const auto& forged : forgeries) {
      const std::string cursor = encodeCursor("services:" + sort, forged);
      try {
        list({{"sort", sort}, {"cursor", cursor}});
      } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::kInvalid) << sort << " " << forged.key;
      }
    }
  }
}

}  // namespace
}  // namespace itops::test
