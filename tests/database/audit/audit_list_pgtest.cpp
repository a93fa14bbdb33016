#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit/audit_handlers.hpp"
#include "audit/audit_repository.hpp"
#include "database/ingest/catalog_database.hpp"
#include "database/ingest/replica.hpp"
#include "itops/error.hpp"
#include "support/caller_request.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// One trail for all tests, which only read it.
class AuditListTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    database_ = std::make_unique<CatalogDatabase>();
    store("ann", "service.update", "service", "s1", "org/a/db", 1);
    store("ann", "service.archive", "service", "s2", "org/b/db_x", 2);
    store("bob", "services.import", "template", "t1", "100% odd", 3);
    store("bob", "plugin.disable", "plugin", "sla", "SLA", 3);
    store("key", "service.update", "service", "s1", "org/a/db", 4);
  }
  static void TearDownTestSuite() { database_.reset(); }

  static void store(const std::string& actor, const std::string& action, const std::string& type,
                    const std::string& id, const std::string& name, int minute) {
    audit::AuditRecord record{.occurred_at = at(60 * minute),
                              .actor_kind = "person",
                              .actor = actor,
                              .client_address = "192.0.2." + std::to_string(minute),
                              .request_id = "r",
                              .action = action,
                              .object_type = type,
                              .object_id = id,
                              .object_name = name,
                              .before = std::nullopt,
                              .after = "{}"};
    database_->pool().transact(
        [&](Transaction& transaction) { audit::insertAuditRecord(transaction, record); });
  }

  /// `actor action id` of every entry that the query lets through, over all pages.
  static std::vector<std::string> list(CallerRequest::Texts query) {
    std::vector<std::string> found;
    for (;;) {
      const auto page =
          audit::listAuditRecords(database_->pool(), audit::auditFilterFrom(CallerRequest(query)));
      for (const auto& record : page.items) {
        found.push_back(record.actor + " " + record.action + " " + record.object_id);
      }
      if (!page.next_cursor) return found;
      query["cursor"] = *page.next_cursor;
    }
  }

  static std::unique_ptr<CatalogDatabase> database_;
};

std::unique_ptr<CatalogDatabase> AuditListTest::database_;

TEST_F(AuditListTest, ComesNewestFirstInPagesOfAnySize) {
  for (const char* limit : {"1", "2", "3", "5", "500"}) {
    EXPECT_THAT(
        list({{"limit", limit}}),
        ElementsAre("key service.update s1", "bob plugin.disable sla", "bob services.import t1",
                    "ann service.archive s2", "ann service.update s1"))
        << limit;
  }
}

TEST_F(AuditListTest, IsNarrowedByEveryFilter) {
  EXPECT_THAT(list({{"actor", "ann"}}),
              ElementsAre("ann service.archive s2", "ann service.update s1"));
  EXPECT_THAT(list({{"action", "service.update"}, {"actor", "key"}}),
              ElementsAre("key service.update s1"));
  EXPECT_THAT(list({{"objectType", "plugin"}}), ElementsAre("bob plugin.disable sla"));
  EXPECT_THAT(list({{"objectId", "s1"}}),
              ElementsAre("key service.update s1", "ann service.update s1"));
  EXPECT_THAT(list({{"actor", "nobody"}}), ElementsAre());
}

TEST_F(AuditListTest, TakesTheFirstPartOfAnActionForAllOfItsKind) {
  EXPECT_THAT(
      list({{"action", "service"}}),
      ElementsAre("key service.update s1", "ann service.archive s2", "ann service.update s1"))
      << "but not services.import";
}

TEST_F(AuditListTest, BeginsWithFromAndEndsBeforeTo) {
  EXPECT_THAT(list({{"from", "2026-03-01T12:02:00Z"}, {"to", "2026-03-01T12:03:00Z"}}),
              ElementsAre("ann service.archive s2"));
}

TEST_F(AuditListTest, FindsTextInNameIdActorAndAddressAsItStands) {
  EXPECT_THAT(list({{"q", "ORG/B"}}), ElementsAre("ann service.archive s2"));
  EXPECT_THAT(list({{"q", "b_x"}}), ElementsAre("ann service.archive s2"));
  EXPECT_THAT(list({{"q", "0%"}}), ElementsAre("bob services.import t1"));
  EXPECT_THAT(list({{"q", "Bo"}}), ElementsAre("bob plugin.disable sla", "bob services.import t1"));
  EXPECT_THAT(list({{"q", "192.0.2.4"}}), ElementsAre("key service.update s1"));
}

TEST_F(AuditListTest, RefusesACursorOfAnotherListAndWrongTimes) {
  const std::string foreign = encodeCursor("events", {"2026-03-01T12:00:00Z", 1});
  EXPECT_THROW(list({{"cursor", foreign}}), Error);
  EXPECT_THROW(list({{"from", "yesterday"}}), Error);
}

TEST_F(AuditListTest, ComesAsCsvWithTheCursorInAHeader) {
  CallerRequest request(CallerRequest::Texts{{"limit", "1"}});
  request.headers["Accept"] = "text/csv";
  const Response response = audit::AuditHandlers(database_->pool()).list(request);
  EXPECT_EQ(response.content_type, "text/csv; charset=utf-8");
  EXPECT_THAT(response.body, HasSubstr("\"key\",\"person\",\"192.0.2.4\""));
  ASSERT_EQ(response.headers.size(), 1U);
  EXPECT_EQ(response.headers[0].first, "X-Next-Cursor");
}

}  // namespace
}  // namespace itops::test
