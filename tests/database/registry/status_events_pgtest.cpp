#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "database/ingest/replica.hpp"
#include "itops/testing/request.hpp"
#include "registry/service_query_repository.hpp"

namespace itops::test {
namespace {

using itops::test::FakeRequest;
using itops::test::RequestData;
using testing::ElementsAre;
using testing::IsEmpty;

/// A service with events at noon and then each minute, the last two at the same instant.
class StatusEventsTest : public testing::Test {
 protected:
  StatusEventsTest() {
    replica_.push({});
    for (const char* status : {"DOWN", "DEGRADED", "DOWN", "MAINTENANCE"}) {
      replica_.push({.status = status, .at = minute_ += 60, .more = "\"message\":\"m\""});
    }
    replica_.push({.status = "OPERATIONAL", .at = minute_});
    replica_.push({.service = "other"});
  }

  /// Status and minute of the events that a query gives, page after page.
  std::vector<std::string> walk(RequestData::Texts query) {
    registry::ServiceQueryRepository queries(database_.pool());
    std::vector<std::string> events;
    for (int page_count = 0; page_count < 10; ++page_count) {
      const auto page =
          queries.statusEvents(1, registry::eventFilterFrom(FakeRequest({.query = query})));
      for (const auto& event : page.items) {
        events.push_back(std::string(statusName(event.status)) + " " +
                         formatTimestamp(event.occurred_at).substr(11, 5));
      }
      if (!page.next_cursor) return events;
      query["cursor"] = *page.next_cursor;
    }
    ADD_FAILURE() << "the pages don't end";
    return events;
  }

  CatalogDatabase database_;
  Replica replica_{database_};
  int minute_ = 0;
};

TEST_F(StatusEventsTest, ComeNewestFirstWithThePreviousStatus) {
  const auto page = registry::ServiceQueryRepository(database_.pool()).statusEvents(1, {});
  ASSERT_EQ(page.items.size(), 6U);
  EXPECT_EQ(page.items[0].status, Status::kOperational);
  EXPECT_EQ(page.items[0].previous, Status::kMaintenance);
  EXPECT_EQ(page.items[0].cause, "push");
  EXPECT_EQ(page.items[1].message, "m");
  EXPECT_EQ(page.items[5].cause, "created");
  EXPECT_FALSE(page.items[5].previous);
  EXPECT_FALSE(page.next_cursor);
}

TEST_F(StatusEventsTest, ComeInPagesOfAnySize) {
  const auto all = ElementsAre("OPERATIONAL 12:04", "MAINTENANCE 12:04", "DOWN 12:03",
                               "DEGRADED 12:02", "DOWN 12:01", "OPERATIONAL 12:00");
  for (const char* limit : {"1", "2", "4", "6", "500"}) {
    EXPECT_THAT(walk({{"limit", limit}}), all) << limit;
  }
}

TEST_F(StatusEventsTest, BeginWithFromAndEndBeforeTo) {
  EXPECT_THAT(walk({{"from", "2026-03-01T12:01:00Z"}, {"to", "2026-03-01T12:03:00Z"}}),
              ElementsAre("DEGRADED 12:02", "DOWN 12:01"));
  EXPECT_THAT(walk({{"from", "2026-03-01T12:04:00Z"}}),
              ElementsAre("OPERATIONAL 12:04", "MAINTENANCE 12:04"));
  EXPECT_THAT(walk({{"to", "2026-03-01T14:01:00+02:00"}, {"limit", "1"}}),
              ElementsAre("OPERATIONAL 12:00"));
  EXPECT_THAT(walk({{"from", "2026-03-02"}}), IsEmpty());
  EXPECT_EQ(walk({{"from", "2026-03-01"}, {"to", "2026-03-02"}}).size(), 6U);
}

TEST_F(StatusEventsTest, OfAForgedCursorAreRefused) {
  const auto cursor = encodeCursor("events", {"nonsense", 1});
  EXPECT_THROW(walk({{"cursor", cursor}}), Error);
  try {
    walk({{"cursor", cursor}});
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInvalid);
  }
}

}  // namespace
}  // namespace itops::test
