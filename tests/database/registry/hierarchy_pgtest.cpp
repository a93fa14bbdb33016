#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "database/registry/seeded_catalog.hpp"
#include "registry/hierarchy_repository.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> countsOf(CatalogDatabase& database) {
  std::vector<std::string> texts;
  for (const auto& count : registry::countServicesByNode(database.pool())) {
    texts.push_back(count.node_path + " " +
                    std::string(count.status ? statusName(*count.status) : "none") + " " +
                    std::to_string(count.services));
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

TEST(CountsByNode, AreEmptyWithoutNodes) {
  CatalogDatabase database;
  EXPECT_THAT(countsOf(database), IsEmpty());
}

TEST(CountsByNode, HaveOneEntryPerNodeAndStatus) {
  CatalogDatabase database;
  store(database, {{.name = "a", .node = "o/p/e/c1"},
                   {.name = "b", .node = "o/p/e/c1"},
                   {.name = "c", .node = "o/p/e/c1", .status = 3},
                   {.name = "d", .node = "o/p/e/c2", .status = 5}});
  EXPECT_THAT(countsOf(database),
              ElementsAre("o/p/e/c1 DOWN 1", "o/p/e/c1 OPERATIONAL 2", "o/p/e/c2 UNKNOWN 1"));
}

TEST(CountsByNode, LeaveArchivedServicesOutAndShowTheirNode) {
  CatalogDatabase database;
  store(database, {{.name = "a", .node = "o/p/e/c1", .archived = true}});
  EXPECT_THAT(countsOf(database), ElementsAre("o/p/e/c1 none 0"));
}

}  // namespace
}  // namespace itops::test
