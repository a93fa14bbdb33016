#include "audit/audit_json.hpp"

#include <gtest/gtest.h>

namespace itops::audit {
namespace {

AuditRecord someRecord() {
  return {.id = 7,
          .occurred_at = *parseTimestamp("2026-03-01T12:00:00.5Z"),
          .actor_kind = "key",
          .actor = "operator-key",
          .client_address = "192.0.2.1",
          .request_id = "r-1",
          .action = "service.update",
          .object_type = "service",
          .object_id = "01",
          .object_name = "=a/b",
          .before = R"({"team": ""})",
          .after = R"({"team": "db"})"};
}

TEST(AuditJson, ShowsEveryMember) {
  EXPECT_EQ(boost::json::value(auditJson(someRecord())), boost::json::parse(R"({
    "id":7,"occurredAt":"2026-03-01T12:00:00.500Z","actor":"operator-key","actorKind":"key",
    "clientAddress":"192.0.2.1","requestId":"r-1","action":"service.update",
    "objectType":"service","objectId":"01","objectName":"=a/b",
    "before":{"team":""},"after":{"team":"db"}})"));
}

TEST(AuditJson, HasNullForAnObjectThatWasNotOrIsNoMore) {
  auto record = someRecord();
  record.before.reset();
  record.after.reset();
  const auto document = auditJson(record);
  EXPECT_TRUE(document.at("before").is_null());
  EXPECT_TRUE(document.at("after").is_null());
}

TEST(AuditCsv, HasALinePerEntryAndDisarmsFormulas) {
  auto record = someRecord();
  record.before.reset();
  EXPECT_EQ(auditCsv({record}),
            "id,occurredAt,actor,actorKind,clientAddress,requestId,action,objectType,objectId,"
            "objectName,before,after\r\n"
            R"(7,"2026-03-01T12:00:00.500Z","operator-key","key","192.0.2.1","r-1",)"
            R"("service.update","service","01","'=a/b","","{""team"": ""db""}")"
            "\r\n");
}

}  // namespace
}  // namespace itops::audit
