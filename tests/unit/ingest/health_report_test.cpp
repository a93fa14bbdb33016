#include "ingest/health_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/ingest/warning_codes.hpp"

namespace itops::ingest {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Timestamp kNow = *parseTimestamp("2026-03-01T12:00:00Z");

HealthReport decode(const std::string& body) {
  return decodeHealthReport(body, kNow, TimeLimits{});
}

/// A body that is right but for the given members.
std::string with(const std::string& members) {
  return R"({"path":"a/b/c/d/e")" + (members.empty() ? "" : "," + members) + "}";
}

TEST(HealthReport, ReadsEveryDocumentedField) {  // PUSH-09 .. PUSH-15
  const auto report = decode(R"({
    "path": "myorg/infra/prod/baremetal/galera-node1",
    "status": "OPERATIONAL",
    "message": "wsrep_cluster_size=3",
    "criticality": "critical",
    "slaGroup": "database-cluster",
    "serviceType": "database",
    "tags": ["database", "baremetal"]
  })");
  EXPECT_EQ(report.path_text, "myorg/infra/prod/baremetal/galera-node1");
  EXPECT_EQ(report.status, Status::kOperational);
  EXPECT_EQ(report.message, "wsrep_cluster_size=3");
  EXPECT_EQ(report.criticality, "critical");
  EXPECT_EQ(report.sla_group, "database-cluster");
  EXPECT_EQ(report.type, "database");
  EXPECT_THAT(*report.tags, ElementsAre("database", "baremetal"));
  EXPECT_EQ(report.observed_at, kNow);
  EXPECT_THAT(report.warnings, IsEmpty());
}

TEST(HealthReport, ReadsServiceAndNodeOfTheOlderForm) {  // SLA-91
  const auto report =
      decode(R"({"service":"galera-node1","nodeId":"myorg/infra/prod/baremetal","status":"DOWN"})");
  EXPECT_EQ(report.path_text, "myorg/infra/prod/baremetal/galera-node1");
  EXPECT_THAT(report.warnings, IsEmpty());
}

struct StatusCase {
  const char* name;
  const char* members;
  Status stored;
  std::vector<std::string> warnings;
};

class StatusTable : public testing::TestWithParam<StatusCase> {};

// SLA-92
TEST_P(StatusTable, IsStoredAsDocumented) {
  const auto report = decode(with(GetParam().members));
  EXPECT_EQ(report.status, GetParam().stored);
  EXPECT_EQ(codesOf(report.warnings), GetParam().warnings);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, StatusTable,
    testing::Values(
        StatusCase{
            "Operational", R"("status":"OPERATIONAL")", Status::kOperational, {}},  // PUSH-16
        StatusCase{"Degraded", R"("status":"DEGRADED")", Status::kDegraded, {}},    // PUSH-17
        StatusCase{"Down", R"("status":"DOWN")", Status::kDown, {}},                // PUSH-18
        StatusCase{
            "Maintenance", R"("status":"MAINTENANCE")", Status::kMaintenance, {}},  // PUSH-19
        StatusCase{"Unknown", R"("status":"UNKNOWN")", Status::kUnknown, {}},       // PUSH-20
        StatusCase{"LowerCase", R"("status":"down")", Status::kDown, {"status.case status"}},
        StatusCase{"Blanks", R"("status":" Down\n")", Status::kDown, {"status.case status"}},
        StatusCase{"Other",
                   R"("status":"OUTAGE")",
                   Status::kUnknown,
                   {"status.unknown status"}},  // PUSH-21
        StatusCase{"Empty", R"("status":"")", Status::kUnknown, {"status.unknown status"}},
        StatusCase{"Missing", "", Status::kUnknown, {"status.unknown status"}},
        StatusCase{"Null", R"("status":null)", Status::kUnknown, {"status.unknown status"}},
        StatusCase{"Number",
                   R"("status":1)",
                   Status::kUnknown,
                   {"field.coerced status", "status.unknown status"}},
        StatusCase{"Object",
                   R"("status":{"is":"DOWN"})",
                   Status::kUnknown,
                   {"field.ignored status", "status.unknown status"}}),
    [](const auto& test) { return test.param.name; });

struct FieldCase {
  const char* name;
  std::string members;
  std::vector<std::string> warnings;
};

class FieldTable : public testing::TestWithParam<FieldCase> {};

// PUSH-44 PUSH-45 PUSH-46 PUSH-47
TEST_P(FieldTable, WarnsOfWhatItBends) {
  const auto report = decode(with(R"("status":"DOWN",)" + GetParam().members));
  EXPECT_EQ(codesOf(report.warnings), GetParam().warnings);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, FieldTable,
    testing::Values(
        FieldCase{
            "CriticalityUnknown", R"("criticality":"urgent")", {"criticality.unknown criticality"}},
        FieldCase{
            "CriticalityList", R"("criticality":["high"])", {"criticality.unknown criticality"}},
        FieldCase{"CriticalityInAnotherCase", R"("criticality":"HIGH")", {}},
        FieldCase{"TagsAsText", R"("tags":"a, b")", {"field.coerced tags"}},
        FieldCase{"TagsWithNumber", R"("tags":["a",1])", {"field.coerced tags"}},
        FieldCase{"TagsAsObject", R"("tags":{"a":1})", {"field.ignored tags"}},
        FieldCase{"MessageAsNumber", R"("message":42)", {"field.coerced message"}},
        FieldCase{"MessageAsHugeNumber", R"("message":1e300)", {"field.coerced message"}},
        FieldCase{"MessageWithNul", R"("message":"a\u0000b")", {"field.coerced message"}},
        FieldCase{"MessageTooLong",
                  "\"message\":\"" + std::string(5000, 'x') + "\"",
                  {"field.coerced message"}},
        FieldCase{"IntervalAsText",
                  R"("expectedIntervalSeconds":"900")",
                  {"field.coerced expectedIntervalSeconds"}},
        FieldCase{"IntervalTooShort",
                  R"("expectedIntervalSeconds":14)",
                  {"field.coerced expectedIntervalSeconds"}},
        FieldCase{"IntervalJustLongEnough", R"("expectedIntervalSeconds":15)", {}},
        FieldCase{"IntervalJustShortEnough", R"("expectedIntervalSeconds":120960)", {}},
        FieldCase{"IntervalTooLong",
                  R"("expectedIntervalSeconds":120961)",
                  {"field.coerced expectedIntervalSeconds"}},
        FieldCase{"IntervalNotPositive",
                  R"("expectedIntervalSeconds":0)",
                  {"field.ignored expectedIntervalSeconds"}},
        FieldCase{"IntervalNotANumber",
                  R"("expectedIntervalSeconds":"often")",
                  {"field.ignored expectedIntervalSeconds"}},
        FieldCase{"TimeNotATime", R"("observedAt":"yesterday")", {"field.ignored observedAt"}},
        FieldCase{"TimeAsNumber", R"("observedAt":1772366400)", {"field.ignored observedAt"}},
        FieldCase{"Unexpected", R"("state":"DOWN")", {"field.unexpected state"}},
        FieldCase{"NullIsAbsent", R"("message":null,"tags":null,"slaGroup":null)", {}},
        FieldCase{"EmptyGroupIsAbsent", R"("slaGroup":"")", {}}),
    [](const auto& test) { return test.param.name; });

TEST(HealthReport, WarningsSayWhatToDo) {  // PUSH-48
  const auto report = decode(with(R"("status":"OUTAGE")"));
  EXPECT_THAT(report.warnings[0].message, HasSubstr("'OUTAGE'"));
  EXPECT_THAT(report.warnings[0].message, HasSubstr("OPERATIONAL, DEGRADED, DOWN"));
}

TEST(HealthReport, RemovesNulFromTexts) {
  EXPECT_EQ(decode(with(R"("status":"DOWN","message":"a\u0000b")")).message, "ab");
}

TEST(HealthReport, CutsBetweenCharacters) {
  std::string message(4095, 'x');
  const auto report = decode(with(R"("status":"DOWN","message":")" + message + "ß\""));
  EXPECT_EQ(report.message, message);
}

TEST(HealthReport, DropsEmptyAndRepeatedTags) {
  const auto report = decode(with(R"("status":"DOWN","tags":["a"," a ","","b"])"));
  EXPECT_THAT(*report.tags, ElementsAre("a", "b"));
}

struct TimeCase {
  const char* name;
  const char* observed_at;
  const char* stored;
  bool too_old;
  std::vector<std::string> warnings;
};

class TimeTable : public testing::TestWithParam<TimeCase> {};

TEST_P(TimeTable, BoundsObservedAt) {
  const auto report = decode(
      with(R"("status":"DOWN","observedAt":")" + std::string(GetParam().observed_at) + "\""));
  EXPECT_EQ(formatTimestamp(report.observed_at), GetParam().stored);
  EXPECT_EQ(report.too_old, GetParam().too_old);
  EXPECT_EQ(codesOf(report.warnings), GetParam().warnings);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, TimeTable,
    testing::Values(
        TimeCase{"Past", "2026-03-01T11:59:00Z", "2026-03-01T11:59:00Z", false, {}},
        TimeCase{"OtherZone", "2026-03-01T12:59:00+01:00", "2026-03-01T11:59:00Z", false, {}},
        TimeCase{"SlightlyAhead", "2026-03-01T12:00:04.9Z", "2026-03-01T12:00:00Z", false, {}},
        TimeCase{"FiveSecondsAhead",
                 "2026-03-01T12:00:05Z",
                 "2026-03-01T12:00:00Z",
                 false,
                 {"observed_at.clamped observedAt"}},
        TimeCase{"NinetyDaysOld", "2025-12-01T12:00:00Z", "2025-12-01T12:00:00Z", false, {}},
        TimeCase{"Older",
                 "2025-12-01T11:59:59Z",
                 "2025-12-01T11:59:59Z",
                 true,
                 {"observed_at.too_old observedAt"}}),
    [](const auto& test) { return test.param.name; });

TEST(SilenceLimits, FollowTheExpectedIntervalWithinBounds) {
  EXPECT_EQ(silenceLimitsFor(900), (SilenceLimits{seconds(1800), seconds(4500)}));
  EXPECT_EQ(silenceLimitsFor(1), (SilenceLimits{seconds(30), seconds(30)}));
  EXPECT_EQ(silenceLimitsFor(1e12), (SilenceLimits{hours(168), hours(168)}));
  EXPECT_EQ(silenceLimitsFor(20.5), (SilenceLimits{seconds(41), seconds(103)}));
}

TEST(Fingerprint, IgnoresStatusMessageAndTimesOnly) {
  const auto base = decode(with(R"("status":"DOWN","message":"a")")).fingerprint;
  EXPECT_EQ(decode(with(R"("status":"DEGRADED","message":"b","observedAt":"2026-03-01T11:59:00Z")"))
                .fingerprint,
            base);
  for (const char* other :
       {R"("status":"DOWN","slaGroup":"g")", R"("status":"DOWN","serviceType":"g")",
        R"("status":"DOWN","namespace":"g")", R"("status":"DOWN","criticality":"high")",
        R"("status":"DOWN","tags":["g"])", R"("status":"DOWN","expectedIntervalSeconds":60)"}) {
    EXPECT_NE(decode(with(other)).fingerprint, base) << other;
  }
}

}  // namespace
}  // namespace itops::ingest
