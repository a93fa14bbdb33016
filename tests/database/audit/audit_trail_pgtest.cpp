#include "audit/audit_trail.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "database/ingest/catalog_database.hpp"
#include "database/ingest/replica.hpp"
#include "itops/error.hpp"
#include "support/caller_request.hpp"
#include "time/manual_clock.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;

class AuditTrailTest : public testing::Test {
 protected:
  void record(const AuditEntry& entry) {
    database_.pool().transact(
        [&](Transaction& transaction) { trail_.record(transaction, request_, entry); });
  }
  std::string count() { return database_.value("SELECT count(*) FROM kernel.audit_entry"); }

  CatalogDatabase database_;
  ManualClock clock_{at(0)};
  audit::AuditTrail trail_{clock_};
  CallerRequest request_;
};

TEST_F(AuditTrailTest, StoresWhoFromWhereAndWhat) {
  record({"team.update", "team", "17", "dba", R"({"a":1,"b":2})", R"({"a":1,"b":3})"});
  EXPECT_EQ(database_.value("SELECT concat_ws(' ', occurred_at, actor_kind, actor, client_address, "
                            "request_id, action, object_type, object_id, object_name, before, "
                            "after) FROM kernel.audit_entry"),
            "2026-03-01 12:00:00+00 person ann 192.0.2.1 request-1 team.update team 17 dba "
            R"({"b": 2} {"b": 3})");
}

TEST_F(AuditTrailTest, NamesTheKindOfEveryActor) {
  request_.caller.kind = PrincipalKind::kKey;
  record({"a.b", "t", "", ""});
  request_.caller.kind = PrincipalKind::kAnonymous;
  record({"a.b", "t", "", ""});
  EXPECT_THAT(database_.values("SELECT actor_kind FROM kernel.audit_entry ORDER BY id"),
              ElementsAre("key", "anonymous"));
}

TEST_F(AuditTrailTest, HasNullWhereThereWasNoObject) {
  record({"team.create", "team", "17", "dba", "", "{}"});
  EXPECT_EQ(database_.value("SELECT concat(before IS NULL, ' ', after) FROM kernel.audit_entry"),
            "t {}");
}

TEST_F(AuditTrailTest, StoresNothingWhenNothingChanged) {
  record({"team.update", "team", "17", "dba", R"({"a":1})", R"({"a":1})"});
  EXPECT_EQ(count(), "0");
}

TEST_F(AuditTrailTest, GoesWithTheChangeThatIsRolledBack) {
  EXPECT_THROW(database_.pool().transact([&](Transaction& transaction) {
    trail_.record(transaction, request_, {"a.b", "t", "1", "one"});
    throw std::runtime_error("the change failed");
  }),
               std::runtime_error);
  EXPECT_EQ(count(), "0");
}

TEST_F(AuditTrailTest, RefusesAnEntryWithoutActionOrType) {
  EXPECT_THROW(record({"update", "t", "1", "one"}), Error);
  EXPECT_THROW(record({"a.b", "", "1", "one"}), Error);
  EXPECT_EQ(count(), "0");
}

TEST_F(AuditTrailTest, CanBeNeitherChangedNorEmptied) {
  record({"a.b", "t", "1", "one"});
  for (const char* sql : {"UPDATE kernel.audit_entry SET actor = 'somebody else'",
                          "DELETE FROM kernel.audit_entry", "TRUNCATE kernel.audit_entry"}) {
    EXPECT_THROW(database_.run(sql), Error) << sql;
  }
  EXPECT_EQ(database_.value("SELECT actor FROM kernel.audit_entry"), "ann");
}

TEST_F(AuditTrailTest, LosesOnlyWhatIsOlderThanItsTime) {
  for (int day = 0; day < 5; ++day) {
    record({"a.b", "t", std::to_string(day), "one"});
    clock_.advance(std::chrono::hours(24));
  }
  EXPECT_EQ(audit::cleanUpAudit(database_.pool(), clock_, std::chrono::hours(72)), 2);
  EXPECT_THAT(database_.values("SELECT object_id FROM kernel.audit_entry ORDER BY id"),
              ElementsAre("2", "3", "4"));
  EXPECT_THROW(database_.run("DELETE FROM kernel.audit_entry"), Error) << "closed again";
}

TEST_F(AuditTrailTest, StaysClosedInTheTransactionOfACleanUp) {
  record({"a.b", "t", "1", "one"});
  EXPECT_THROW(database_.run("SELECT kernel.delete_audit_entries('2000-01-01', 10); "
                             "DELETE FROM kernel.audit_entry"),
               Error);
  EXPECT_EQ(count(), "1");
}

}  // namespace
}  // namespace itops::test
