#include "operators/sync_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/error.hpp"
#include "unit/ingest/warning_codes.hpp"

namespace itops::operators {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::IsEmpty;
using testing::Optional;

const Timestamp kNoon = *parseTimestamp("2026-03-01T12:00:00Z");

SyncReport decode(std::string_view body) {
  return decodeSync(body, kNoon, {});
}

// START-14 START-21 START-22 START-23 START-24 SLA-06
TEST(SyncReport, ReadsTheDocumentedBody) {
  const auto sync = decode(R"({"nodeId": "o/p/e/c", "operatorVersion": "1.4.1",
    "services": [{"name": "db", "status": "OPERATIONAL", "replicas": 3, "readyReplicas": 2,
                  "slaGroup": "g", "workloadType": "Deployment"}],
    "slaGroups": [{"name": "g", "displayName": "The group", "tier": "critical",
                   "targets": {"uptime": 99.95, "responseTime": 5, "resolutionTime": 60}}]})");
  EXPECT_EQ(sync.node_path, "o/p/e/c");
  EXPECT_EQ(sync.operator_version, "1.4.1");
  ASSERT_EQ(sync.services.size(), 1U);
  const ServiceReport& service = sync.services.front();
  EXPECT_EQ(service.declared.path_text, "o/p/e/c/db");
  EXPECT_THAT(service.status, Optional(Status::kOperational));
  EXPECT_THAT(service.replicas, Optional(3));
  EXPECT_THAT(service.ready_replicas, Optional(2));
  EXPECT_THAT(service.declared.workload_type, Optional(Eq("deployment")));
  EXPECT_THAT(service.warnings, IsEmpty());
  ASSERT_EQ(sync.groups.size(), 1U);
  EXPECT_THAT(sync.groups.front().tier, Optional(Eq("critical")));
  EXPECT_THAT(sync.groups.front().uptime_target, Optional(99.95));
  EXPECT_THAT(sync.groups.front().resolution_minutes, Optional(60.0));
  EXPECT_THAT(sync.warnings, IsEmpty());
  EXPECT_EQ(sync.observed.at, kNoon);
}

// SLA-21
TEST(SyncReport, UnknownOfAServiceWithoutAWorkloadIsNoObservation) {
  const auto sync = decode(R"({"nodeId": "o/p/e/c", "services": [
    {"name": "a", "status": "UNKNOWN"}, {"name": "b", "status": "UNKNOWN", "replicas": 1},
    {"name": "c", "status": "DOWN"}]})");
  EXPECT_FALSE(sync.services[0].status);
  EXPECT_THAT(sync.services[1].status, Optional(Status::kUnknown));
  EXPECT_THAT(sync.services[2].status, Optional(Status::kDown));
}

TEST(SyncReport, OfAServiceThatStandsTwiceTheLastCounts) {
  const auto sync = decode(R"({"nodeId": "o/p/e/c", "services": [
    {"name": "a", "status": "DOWN"}, {"path": "o/p/e/c/a", "status": "OPERATIONAL"}]})");
  ASSERT_EQ(sync.services.size(), 1U);
  EXPECT_THAT(sync.services[0].status, Optional(Status::kOperational));
  EXPECT_THAT(ingest::codesOf(sync.services[0].warnings),
              ElementsAre("field.ignored services[1]."));
}

TEST(SyncReport, BentValuesAreToldPerService) {
  const auto sync = decode(R"({"nodeId": "o/p/e", "services": [
    {"name": "a", "status": "ok"}, {"name": "b/c", "status": "down"}, 7], "slaGroups": [{}]})");
  EXPECT_THAT(ingest::codesOf(sync.warnings),
              ElementsAre("path.padded nodeId", "field.ignored services[2].",
                          "field.ignored slaGroups[0]."));
  EXPECT_THAT(ingest::codesOf(sync.services[0].warnings),
              ElementsAre("status.unknown services[0].status"));
  EXPECT_THAT(sync.services[1].status, Optional(Status::kDown));
}

TEST(SyncReport, IsRefusedWhereItIsNoObject) {
  EXPECT_THROW(decode("{"), Error);
  EXPECT_THROW(decode("[]"), Error);
  EXPECT_THROW(decode(""), Error);
  EXPECT_THROW(decode("{} {}"), Error);
}

TEST(SyncReport, MayTellWhenItWasSeen) {
  EXPECT_EQ(decode(R"({"nodeId": "o/p/e/c", "observedAt": "2026-03-01T11:00:00Z"})").observed.at,
            kNoon - std::chrono::hours(1));
  const auto ahead = decode(R"({"nodeId": "o/p/e/c", "observedAt": "2026-03-01T13:00:00Z"})");
  EXPECT_EQ(ahead.observed.at, kNoon);
  EXPECT_THAT(ingest::codesOf(ahead.warnings), ElementsAre("observed_at.clamped observedAt"));
}

}  // namespace
}  // namespace itops::operators
