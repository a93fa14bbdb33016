#include "registry/service_json.hpp"

#include <gtest/gtest.h>

#include "itops/query.hpp"
#include "unit/registry/some_service.hpp"

namespace itops::registry {
namespace {

namespace json = boost::json;

TEST(ServiceJson, HasEveryFieldOfTheApi) {
  const auto document = json::parse(R"({
    "id": "01890a5d-ac96-774b-bcce-b302099a8057", "path": "org/infra/prod/rack/db",
    "nodeId": "org/infra/prod/rack", "name": "db", "displayName": "Db",
    "description": "The database", "type": "database", "team": "dba", "namespace": "prod",
    "tags": ["sql", "eu"], "criticality": "high", "source": "external", "status": "DEGRADED",
    "statusSince": "2026-03-01T12:00:00.500Z", "message": "slow", "slaGroups": ["a", "b"],
    "lastSeenAt": "2026-03-01T12:01:00Z", "createdAt": "2026-01-01T00:00:00Z",
    "archivedAt": null, "unknownAfterSeconds": 60, "downAfterSeconds": 300,
    "fieldOwners": {"team": "person", "type": "push"}})");
  EXPECT_EQ(json::value(serviceJson(test::someService(), {})), document);
}

TEST(ServiceJson, HasNullForWhatIsNotKnown) {
  auto service = test::someService();
  service.state.last_seen_at.reset();
  service.fields.name_space.reset();
  service.archived_at = service.created_at;
  const auto document = serviceJson(service, {});
  EXPECT_TRUE(document.at("lastSeenAt").is_null());
  EXPECT_TRUE(document.at("namespace").is_null());
  EXPECT_EQ(document.at("archivedAt"), "2026-01-01T00:00:00Z");
}

TEST(ServiceJson, ShowsTheGlobalThresholdsWhereAServiceHasNone) {
  auto service = test::someService();
  service.fields.unknown_after.reset();
  const auto document = serviceJson(service, {std::chrono::seconds(7), std::chrono::seconds(9)});
  EXPECT_EQ(document.at("unknownAfterSeconds"), 7);
  EXPECT_EQ(document.at("downAfterSeconds"), 9);
}

TEST(StatusEventJson, HasThePreviousStatusOrNull) {
  StatusEventView event{.status = Status::kDown,
                        .previous = Status::kOperational,
                        .occurred_at = *parseTimestamp("2026-03-01T12:00:00Z"),
                        .cause = "push",
                        .message = "m"};
  EXPECT_EQ(json::value(statusEventJson(event)),
            json::parse(R"({"status": "DOWN", "previousStatus": "OPERATIONAL",
              "occurredAt": "2026-03-01T12:00:00Z", "cause": "push", "message": "m"})"));
  event.previous.reset();
  EXPECT_TRUE(statusEventJson(event).at("previousStatus").is_null());
}

}  // namespace
}  // namespace itops::registry
