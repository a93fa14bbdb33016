#include "database/sla/sla_plugin_test.hpp"
#include "database/sla/stored_times.hpp"

namespace itops::sla {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

class OverviewTest : public SlaPluginTest {
 protected:
  void SetUp() override {
    start();
    setClock("12:00");
    StoredTimes::countedUntil(database_, "2026-03-01 11:45Z");
  }

  /// A service with seconds up and down in March; without them never counted.
  int add(const std::string& name, const std::string& tier, int up, int down,
          const std::string& group = {}) {
    const int id = addService("a/b/c/d/" + name, tier, group);
    const std::string seconds = std::to_string(up) + ",0," + std::to_string(down) + ",0,0,0";
    if (up + down > 0) {
      StoredTimes(database_, Subject::kService, id)
          .month("2026-03-01Z", seconds)
          .day("2026-03-01Z", seconds);
    }
    return id;
  }
  int groupId(const std::string& name) {
    return std::stoi(
        database_.value("SELECT id FROM kernel.sla_groups WHERE name = '" + name + "'"));
  }
  void assign() { database_.run("SELECT sla.ensure_assignments()"); }

  std::vector<std::string> members(const Answer& group) {
    std::vector<std::string> paths;
    for (const json::value& member : group["members"].as_array()) {
      paths.emplace_back(member.at("path").as_string());
    }
    return paths;
  }
};

TEST_F(OverviewTest, CountsWhatIsThere) {
  add("fine", "low", 42'300, 0);
  add("broken", "critical", 42'000, 300);  // 268 s of March are allowed
  add("shaky", "critical", 42'090, 210);
  add("silent", "high", 0, 0);
  assign();
  add("new", "low", 0, 0);
  add("gone", "low", 100, 100);
  database_.run("UPDATE kernel.service SET archived_at = now() WHERE name = 'gone'");
  const Answer answer = get("/api/v1/sla/overview");
  EXPECT_EQ(answer["totalServices"], json::value(5));
  EXPECT_EQ(answer["servicesWithSla"], json::value(4)) << "new has no definition yet";
  EXPECT_EQ(answer["metCount"], json::value(1));
  EXPECT_EQ(answer["atRiskCount"], json::value(1));
  EXPECT_EQ(answer["breachedCount"], json::value(1));
  EXPECT_EQ(answer["noDataCount"], json::value(1));
  // (100 + 99.2908 + 99.5035) / 3
  EXPECT_EQ(answer["averageUptime"], json::value(99.5981));
  EXPECT_THAT(answer["groups"].as_array(), SizeIs(0));
}

TEST_F(OverviewTest, WhatIsOnlyUnknownHasNoData) {
  const int unknown = add("unknown", "low", 0, 0), partly = add("partly", "low", 0, 0);
  add("never", "low", 0, 0);
  const int maintained = add("maintained", "low", 0, 0);
  assign();
  StoredTimes(database_, Subject::kService, unknown).month("2026-03-01Z", "0,0,0,0,100,0");
  StoredTimes(database_, Subject::kService, partly).month("2026-03-01Z", "1,0,0,0,99,10");
  StoredTimes(database_, Subject::kService, maintained).month("2026-03-01Z", "0,0,0,100,0,0");
  const Answer answer = get("/api/v1/sla/overview");
  EXPECT_EQ(answer["metCount"], json::value(1));
  EXPECT_EQ(answer["noDataCount"], json::value(3));
  EXPECT_EQ(answer["averageUptime"], json::value(100.0));
}

TEST_F(OverviewTest, OfAnEmptyInstallationIsAllZero) {
  const Answer answer = get("/api/v1/sla/overview");
  EXPECT_EQ(answer["totalServices"], json::value(0));
  EXPECT_TRUE(answer["averageUptime"].is_null());
  EXPECT_EQ(answer["totalGroups"], json::value(0));
}

TEST_F(OverviewTest, TheMonthIsThatOfEachDefinitionsClocks) {
  const int east = add("east", "low", 0, 0), west = add("west", "high", 0, 0);
  assign();
  database_.run("UPDATE sla.definition SET time_zone = 'Asia/Tokyo' WHERE name = 'low'");
  StoredTimes(database_, Subject::kService, east).month("2026-02-28 15:00Z", "100,0,0,0,0,0");
  StoredTimes(database_, Subject::kService, west).month("2026-03-01Z", "50,0,50,0,0,0");
  const Answer answer = get("/api/v1/sla/overview");
  EXPECT_EQ(answer["metCount"], json::value(2));
  EXPECT_EQ(answer["averageUptime"], json::value(75.0));
}

TEST_F(OverviewTest, ShowsEveryChangeOnceItsAnswerIsASecondOld) {
  const int one = add("one", "low", 100, 0), two = add("two", "high", 100, 0);
  assign();
  const auto counts = [this] {
    kernel_.clock.advance(std::chrono::seconds(1));
    const Answer answer = get("/api/v1/sla/overview");
    const auto number = [&](const char* name) { return std::to_string(answer[name].as_int64()); };
    return number("metCount") + " of " + number("servicesWithSla") + " of " +
           number("totalServices");
  };
  EXPECT_EQ(counts(), "2 of 2 of 2");
  EXPECT_EQ(counts(), "2 of 2 of 2");
  StoredTimes(database_, Subject::kService, add("three", "low", 0, 0))
      .month("2026-03-01Z", "1,0,0,0,0,0");
  EXPECT_EQ(counts(), "2 of 2 of 3") << "a new service";
  assign();
  EXPECT_EQ(counts(), "3 of 3 of 3") << "its definition";
  database_.run("UPDATE sla.sla_periods SET down_ms = 864000000 WHERE subject_id = " +
                std::to_string(one));
  EXPECT_EQ(counts(), "2 of 3 of 3") << "a figure";
  database_.run("UPDATE sla.definition SET time_zone = 'Asia/Tokyo' WHERE name = 'high'");
  EXPECT_NE(counts(), "2 of 3 of 3") << "another month";
  database_.run("UPDATE sla.definition SET time_zone = NULL");
  EXPECT_EQ(counts(), "2 of 3 of 3");
  database_.run("UPDATE kernel.service SET archived_at = now() WHERE id = " + std::to_string(two));
  EXPECT_EQ(counts(), "1 of 2 of 2") << "an archived service";
}

TEST_F(OverviewTest, TellsServicesApartThatSwapTheirDefinitions) {
  const int one = add("one", "critical", 42'000, 300), two = add("two", "low", 42'300, 0);
  assign();
  EXPECT_EQ(get("/api/v1/sla/overview")["breachedCount"], json::value(1));
  database_.run(
      "UPDATE sla.assignment a SET definition_id = b.definition_id FROM sla.assignment b "
      "WHERE a.subject_id IN (" +
      std::to_string(one) + ", " + std::to_string(two) +
      ") AND b.subject_id <> a.subject_id AND a.subject = 1 AND b.subject = 1");
  kernel_.clock.advance(std::chrono::seconds(1));
  EXPECT_EQ(get("/api/v1/sla/overview")["breachedCount"], json::value(0));
}

// SLA-114
TEST_F(OverviewTest, AGroupHasMembersOfAllOrigins) {
  add("pushed", "high", 42'300, 0, "shop");
  const int from_agent = add("found", "critical", 21'150, 21'150);
  add("else", "low", 1, 0, "other");
  add("gone", "low", 1, 0, "shop");
  database_.run(
      "UPDATE kernel.service SET archived_at = now() WHERE name = 'gone';"
      "UPDATE kernel.service SET source = 'agent' WHERE name = 'found';"
      "UPDATE kernel.service_state SET status = 3 WHERE service_id = " +
      std::to_string(from_agent) +
      ";INSERT INTO kernel.sla_group_member (group_id, service_id, contributor, valid_from) "
      "SELECT " +
      std::to_string(groupId("shop")) + ", " + std::to_string(from_agent) +
      ", c, '2026-03-01Z' FROM unnest('{agent:a/b/c/d,push}'::text[]) AS c");
  assign();
  const Answer group = get("/api/v1/sla/groups/shop");
  EXPECT_EQ(group["memberCount"], json::value(2));
  EXPECT_THAT(members(group), ElementsAre("a/b/c/d/found", "a/b/c/d/pushed"));
  const json::value& found = group["members"].at(0);
  EXPECT_EQ(found.at("source"), json::value("agent"));
  EXPECT_EQ(found.at("origins"), (json::array{"agent:a/b/c/d", "push"}));
  EXPECT_EQ(found.at("status"), json::value("DOWN"));
  EXPECT_EQ(found.at("targetPercent"), json::value(99.99));
  EXPECT_EQ(found.at("uptimePercent"), json::value(50.0));
  EXPECT_EQ(found.at("slaStatus"), json::value("breached"));
  EXPECT_EQ(found.at("downtimeMinutes"), json::value(352.5));
  EXPECT_EQ(group["members"].at(1).at("slaStatus"), json::value("met"));
  EXPECT_TRUE(group["nextCursor"].is_null());
}

TEST_F(OverviewTest, AGroupShowsItsMonthItsDayAndItsRule) {
  add("one", "high", 0, 0, "shop");
  assign();
  StoredTimes(database_, Subject::kGroup, groupId("shop"))
      .month("2026-03-01Z", "84590,0,10,0,0,0")
      .day("2026-03-01Z", "42295,0,5,0,0,0");
  database_.run("UPDATE sla.definition SET roll_up = 'worst' WHERE name = 'high'");
  const Answer group = get("/api/v1/sla/groups/shop");
  EXPECT_EQ(group.text("rollUp"), "worst");
  EXPECT_EQ(group.text("definition"), "high");
  EXPECT_EQ(group.text("timeZone"), "UTC");
  EXPECT_EQ(group["targetPercent"], json::value(99.9));
  EXPECT_EQ(group["uptimePercent"], json::value(99.9882));
  EXPECT_EQ(group.text("periodKey"), "2026-03");
  EXPECT_EQ(group.text("slaStatus"), "met");
  EXPECT_EQ(group["today"].at("periodKey"), json::value("2026-03-01"));
  EXPECT_EQ(group["today"].at("uptimePercent"), json::value(99.9882));
  EXPECT_EQ(get("/api/v1/sla/overview")["groups"].at(0).at("name"), json::value("shop"));
}

TEST_F(OverviewTest, GroupsComeByNamePageByPage) {
  for (const char* name : {"beta", "alpha", "gamma", "old"}) {
    add(std::string("of-") + name, "low", 0, 0, name);
  }
  database_.run("UPDATE kernel.sla_groups SET archived_at = now() WHERE name = 'old'");
  const Answer first = get("/api/v1/sla/groups?limit=2");
  EXPECT_THAT(first.texts("name"), ElementsAre("alpha", "beta"));
  const Answer second = get("/api/v1/sla/groups?limit=2&cursor=" + first.text("nextCursor"));
  EXPECT_THAT(second.texts("name"), ElementsAre("gamma"));
  EXPECT_TRUE(second["nextCursor"].is_null());
  EXPECT_EQ(get("/api/v1/sla/groups?cursor=nonsense").code(), "query_invalid");
}

TEST_F(OverviewTest, MembersComeByPathPageByPage) {
  for (const char* name : {"c", "a", "b"}) add(name, "low", 0, 0, "shop");
  const Answer first = get("/api/v1/sla/groups/shop?limit=2");
  EXPECT_THAT(members(first), ElementsAre("a/b/c/d/a", "a/b/c/d/b"));
  const Answer second = get("/api/v1/sla/groups/shop?cursor=" + first.text("nextCursor"));
  EXPECT_THAT(members(second), ElementsAre("a/b/c/d/c"));
  EXPECT_EQ(second["memberCount"], json::value(3));
}

TEST_F(OverviewTest, AnUnknownGroupIsNotFound) {
  EXPECT_EQ(get("/api/v1/sla/groups/none").code(), "sla_group_not_found");
}

}  // namespace
}  // namespace itops::sla
