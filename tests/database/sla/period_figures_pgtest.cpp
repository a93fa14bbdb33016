#include "database/sla/sla_plugin_test.hpp"
#include "database/sla/stored_times.hpp"

namespace itops::sla {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kPath = "a/b/c/d/one";

class PeriodsTest : public SlaPluginTest {
 protected:
  void SetUp() override {
    start();
    service_ = addService(kPath, "high", "shop");
    group_ = std::stoi(database_.value("SELECT id FROM kernel.sla_groups"));
    database_.run("SELECT sla.ensure_assignments()");
    setClock("12:00");
    StoredTimes::countedUntil(database_, "2026-03-01 11:45Z");
  }

  StoredTimes service() { return {database_, Subject::kService, service_}; }
  StoredTimes group() { return {database_, Subject::kGroup, group_}; }

  static std::string of(const std::string& query) {
    return std::string("/api/v1/sla/periods?path=") + kPath + "&" + query;
  }
  /// One line for each item: key, uptime, coverage, status, minutes down, revision.
  std::vector<std::string> lines(const std::string& target) {
    const Answer answer = get(target);
    EXPECT_EQ(answer.status, 200) << json::serialize(answer.body);
    std::vector<std::string> lines;
    for (const json::value& item : answer["items"].as_array()) lines.push_back(line(item));
    return lines;
  }
  static std::string line(const json::value& item) {
    std::string text(item.at("periodKey").as_string());
    text += " " + percent(item.at("uptimePercent")) + " " + percent(item.at("coveragePercent"));
    text += " " + std::string(item.at("status").as_string());
    text += " " + std::to_string(item.at("downtimeMinutes").as_double()).substr(0, 4);
    text += " r" + std::to_string(item.at("revision").as_int64());
    return text + (item.at("final").as_bool() ? " final" : "");
  }
  static std::string percent(const json::value& value) {
    if (value.is_null()) return "null";
    return Percent::ofTenThousandths(static_cast<int>(value.as_double() * 10'000 + 0.5)).toString();
  }

  int service_ = 0;
  int group_ = 0;
};

// SLA-10
TEST_F(PeriodsTest, DaysAreThoseThatWereStoredWithTheirUptime) {
  service().day("2026-02-27Z", "86310,0,90,0,0,0").day("2026-03-01Z", "42000,0,0,0,300,0", 2);
  EXPECT_THAT(lines(of("type=daily&from=2026-02-27&to=2026-03-02")),
              ElementsAre("2026-02-27 99.8958 100.0000 breached 1.50 r1 final",
                          "2026-02-28 null null no_data 0.00 r0 final",
                          "2026-03-01 100.0000 99.2908 met 0.00 r2"));
}

TEST_F(PeriodsTest, AnItemHasAllMembersOfTheContract) {
  service().day("2026-02-27Z", "80000,100,90,10,6000,200");
  const Answer answer = get(of("from=2026-02-27&to=2026-02-28"));
  EXPECT_EQ(answer["items"].at(0), (json::value{{"periodKey", "2026-02-27"},
                                                {"periodStart", "2026-02-27T00:00:00Z"},
                                                {"periodEnd", "2026-02-28T00:00:00Z"},
                                                {"upMs", 80'000'000},
                                                {"degradedMs", 100'000},
                                                {"downMs", 90'000},
                                                {"maintenanceMs", 10'000},
                                                {"unknownMs", 6'000'000},
                                                {"excludedMs", 200'000},
                                                {"uptimePercent", 99.8878},
                                                {"coveragePercent", 93.0394},
                                                {"targetPercent", 99.9},
                                                {"status", "breached"},
                                                {"incidentCount", 0},
                                                {"downtimeMinutes", 1.5},
                                                {"revision", 1},
                                                {"final", true}}));
}

// SLA-11
TEST_F(PeriodsTest, MonthsAreThoseThatWereStored) {
  service().month("2026-02-01Z", "2418000,0,1200,0,0,0").month("2026-03-01Z", "42300,0,0,0,0,0");
  EXPECT_THAT(lines(of("type=monthly&from=2026-02-01&to=2026-03-02")),
              ElementsAre("2026-02 99.9504 100.0000 met 20.0 r1 final",
                          "2026-03 100.0000 100.0000 met 0.00 r1"));
}

TEST_F(PeriodsTest, LongerPeriodsAreTheSumOfTheirDays) {
  service().day("2025-12-31Z", "86400,0,0,0,0,0").day("2026-02-27Z", "86100,0,300,0,0,0", 3);
  service().day("2026-02-28Z", "86400,0,0,0,0,0").day("2026-03-01Z", "0,0,42300,0,0,0");
  EXPECT_THAT(lines(of("type=weekly&from=2026-02-23&to=2026-03-02")),
              ElementsAre("2026-W09 80.1953 100.0000 breached 710. r3"));
  EXPECT_THAT(lines(of("type=quarterly&from=2025-12-31&to=2026-01-02")),
              ElementsAre("2025-Q4 100.0000 100.0000 met 0.00 r1 final",
                          "2026-Q1 80.1953 100.0000 breached 710. r3"));
  EXPECT_THAT(lines(of("type=yearly&from=2025-07-01&to=2026-01-01")),
              ElementsAre("2025 100.0000 100.0000 met 0.00 r1 final"));
}

// SLA-09
TEST_F(PeriodsTest, HoursAreTheSumOfTheirWindowsAndOlderOnesAreKept) {
  service().windows("2026-03-01 09:00Z", 12, "300,0,0,0,0,0");
  service().windows("2026-03-01 10:00Z", 11, "300,0,0,0,0,0");
  service().windows("2026-03-01 10:55Z", 1, "225,0,75,0,0,0");
  service().hour("2026-02-28 23:00Z", "1800,0,1800,0,0,0");
  service().day("2026-03-01Z", "6900,0,300,0,0,0");
  const auto hours = lines(of("type=hourly&from=2026-02-28&to=2026-03-02"));
  ASSERT_THAT(hours, SizeIs(48));
  EXPECT_EQ(hours[23], "2026-02-28T23Z 50.0000 100.0000 breached 30.0 r1 final");
  EXPECT_EQ(hours[33], "2026-03-01T09Z 100.0000 100.0000 met 0.00 r1 final");
  EXPECT_EQ(hours[34], "2026-03-01T10Z 97.9167 100.0000 breached 1.25 r1 final");
  EXPECT_EQ(hours[35], "2026-03-01T11Z null null no_data 0.00 r0");
}

TEST_F(PeriodsTest, GroupsHaveTheirOwn) {
  group().day("2026-03-01Z", "80000,0,4600,0,0,0").windows("2026-03-01 09:00Z", 3, "600,0,0,0,0,0");
  EXPECT_THAT(lines("/api/v1/sla/periods?group=shop&from=2026-03-01&to=2026-03-02"),
              ElementsAre("2026-03-01 94.5626 100.0000 breached 76.6 r1"));
  const auto hours =
      lines("/api/v1/sla/periods?group=shop&type=hourly&from=2026-03-01&to=2026-03-02");
  EXPECT_EQ(hours.at(9), "2026-03-01T09Z 100.0000 100.0000 met 0.00 r1 final");
  EXPECT_THAT(lines(of("from=2026-03-01&to=2026-03-02")), IsEmpty());
}

TEST_F(PeriodsTest, CountTheIncidentsThatWereOpenedInThem) {
  const std::string id = std::to_string(service_);
  database_.run(
      "UPDATE kernel.sla_group_member SET valid_from = '2026-02-26Z', valid_to = '2026-02-28Z';"
      "INSERT INTO sla.incident (service_id, opened_at, closed_at, close_reason, uuid, source, "
      "criticality, message) SELECT " +
      id +
      ", t, t, 'recovered', gen_random_uuid(), 'MONITORING', 'high', '' FROM unnest("
      "'{2026-02-26T23:59:59Z,2026-02-27T00:00:00Z,2026-02-27T23:59:59Z,2026-02-28T00:00:00Z,"
      "2026-02-28T12:00:00Z}'::timestamptz[]) AS t;"
      "INSERT INTO sla.correction (service_id, incident_id, from_at, to_at, made_at, kind, scope, "
      "author, reason) SELECT service_id, id, opened_at, opened_at, opened_at, 'incident', '', "
      "'ann', 'test' FROM sla.incident WHERE opened_at = '2026-02-28T12:00:00Z'");
  service().day("2026-02-27Z", "1,0,0,0,0,0");
  group().day("2026-02-27Z", "1,0,0,0,0,0");
  const auto counts = [&](const std::string& target) {
    std::vector<std::int64_t> numbers;
    const Answer answer = get(target);
    for (const json::value& item : answer["items"].as_array()) {
      numbers.push_back(item.at("incidentCount").as_int64());
    }
    return numbers;
  };
  EXPECT_THAT(counts(of("from=2026-02-26&to=2026-03-02")), ElementsAre(1, 2, 1, 0));
  EXPECT_THAT(counts("/api/v1/sla/periods?group=shop&from=2026-02-26&to=2026-03-02"),
              ElementsAre(1, 2, 0, 0));
  EXPECT_THAT(counts(of("type=monthly&from=2026-02-26&to=2026-03-02")), ElementsAre(4, 0));
}

TEST_F(PeriodsTest, FollowTheClocksOfTheDefinition) {
  database_.run("UPDATE sla.definition SET time_zone = 'Europe/Berlin' WHERE name = 'high'");
  service().day("2026-03-28 23:00Z", "82800,0,0,0,0,0").month("2026-02-28 23:00Z", "1,0,0,0,0,0");
  const Answer day = get(of("from=2026-03-29&to=2026-03-30"));
  EXPECT_EQ(day["items"].at(0).at("periodStart"), json::value("2026-03-28T23:00:00Z"));
  EXPECT_EQ(day["items"].at(0).at("periodEnd"), json::value("2026-03-29T22:00:00Z"));
  EXPECT_EQ(day["items"].at(0).at("upMs"), json::value(82'800'000));
  EXPECT_THAT(get(of("type=monthly")).texts("periodKey").back(), "2026-03");
}

TEST_F(PeriodsTest, ThePolicyOfTheDefinitionCounts) {
  database_.run("UPDATE sla.definition SET degraded_weight = 500, maintenance = 'count_down'");
  service().day("2026-02-27Z", "1000,200,0,300,0,0");
  EXPECT_THAT(lines(of("from=2026-02-27&to=2026-02-28")),
              ElementsAre("2026-02-27 73.3333 100.0000 breached 0.00 r1 final"));
}

TEST_F(PeriodsTest, OfSomethingNeverCountedIsAnEmptyList) {
  EXPECT_THAT(lines(of("type=daily")), IsEmpty());
  EXPECT_THAT(lines(of("type=hourly")), IsEmpty());
}

TEST_F(PeriodsTest, UnknownNamesAreNotFound) {
  EXPECT_EQ(get("/api/v1/sla/periods?path=a/b/c/d/none").code(), "service_not_found");
  EXPECT_EQ(get("/api/v1/sla/periods?group=none").code(), "sla_group_not_found");
  EXPECT_EQ(get("/api/v1/sla/periods?group=none&type=x").code(), "query_invalid");
  EXPECT_EQ(get("/api/v1/sla/periods").status, 400);
}

}  // namespace
}  // namespace itops::sla
