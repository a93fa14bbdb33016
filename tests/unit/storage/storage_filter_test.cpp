#include "storage_filter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/caller_request.hpp"

namespace itops::storage {
namespace {

using test::CallerRequest;
using testing::ElementsAre;
using testing::IsEmpty;

StorageFilter filterOf(CallerRequest::Texts query) {
  return storageFilterFrom(CallerRequest(std::move(query)));
}

std::vector<std::string> wrongFields(CallerRequest::Texts query) {
  try {
    filterOf(std::move(query));
  } catch (const Error& error) {
    std::vector<std::string> fields;
    for (const FieldError& field : error.fields()) fields.push_back(field.field);
    return fields;
  }
  return {};
}

TEST(StorageFilter, IsEmptyWithoutAQuery) {
  const StorageFilter filter = filterOf({});
  EXPECT_FALSE(filter.path || filter.status || filter.tag || filter.text || filter.cursor);
  EXPECT_EQ(filter.limit, 100);
  EXPECT_EQ(filter.listName(), "storage:path");
}

TEST(StorageFilter, TakesEachParameter) {
  const StorageFilter filter = filterOf({{"path", "myorg/infra/"},
                                         {"status", "critical"},
                                         {"tag", "s3"},
                                         {"q", "db"},
                                         {"sort", "-freePercent"},
                                         {"limit", "5"}});
  EXPECT_EQ(filter.path, "myorg/infra");
  EXPECT_EQ(filter.status, "critical");
  EXPECT_EQ(filter.tag, "s3");
  EXPECT_EQ(filter.text, "db");
  EXPECT_EQ(filter.limit, 5);
  EXPECT_EQ(filter.listName(), "storage:-freePercent");
}

TEST(StorageFilter, NamesAllThatIsWrong) {
  EXPECT_THAT(wrongFields({{"status", "full"}, {"sort", "size"}, {"limit", "0"}, {"cursor", "x"}}),
              ElementsAre("status", "sort", "limit", "cursor"));
}

TEST(StorageFilter, TakesACursorOfItsOwnOrderOnly) {
  const std::string by_path = encodeCursor("storage:path", {"a/b/c/d/e", 7});
  EXPECT_EQ(filterOf({{"cursor", by_path}}).cursor->id, 7);
  EXPECT_THAT(wrongFields({{"cursor", by_path}, {"sort", "freePercent"}}), ElementsAre("cursor"));
  const std::string by_number = encodeCursor("storage:freePercent", {"33.3", 7});
  EXPECT_THAT(wrongFields({{"cursor", by_number}, {"sort", "freePercent"}}), IsEmpty());
  const std::string forged = encodeCursor("storage:freePercent", {"a lot", 7});
  EXPECT_THAT(wrongFields({{"cursor", forged}, {"sort", "freePercent"}}), ElementsAre("cursor"));
}

TEST(HistoryFilter, TakesTimesAndAMount) {
  const HistoryFilter filter = historyFilterFrom(CallerRequest(
      {{"mountPath", "/data"}, {"from", "2026-03-01"}, {"to", "2026-03-02T12:00:00Z"}}));
  EXPECT_EQ(filter.mount_path, "/data");
  EXPECT_EQ(formatTimestamp(*filter.from), "2026-03-01T00:00:00Z");
  EXPECT_EQ(formatTimestamp(*filter.to), "2026-03-02T12:00:00Z");
}

}  // namespace
}  // namespace itops::storage
