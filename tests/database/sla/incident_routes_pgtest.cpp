#include "database/sla/incident_test.hpp"

namespace itops::sla {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kIncidents = "/api/v1/sla/incidents";

class IncidentRoutesTest : public IncidentTest {
 protected:
  IncidentRoutesTest() { start(); }

  /// An outage that was closed.
  void outage(const std::string& from, const std::string& to) {
    changeTo(Status::kDown, from);
    changeTo(Status::kOperational, to);
    database_.run(
        "UPDATE sla.incident SET closed_at = recovered_at, close_reason = 'recovered' "
        "WHERE closed_at IS NULL");
  }

  std::vector<std::string> actions() const {
    std::vector<std::string> actions;
    for (const auto& recorded : kernel_.audit.entries()) actions.push_back(recorded.entry.action);
    return actions;
  }
};

TEST_F(IncidentRoutesTest, AreListedNewestFirstByFiltersAndInPages) {
  outage("12:00", "12:10");
  outage("13:00", "13:10");
  changeTo(Status::kDown, "14:00");
  EXPECT_THAT(get(kIncidents).texts("openedAt"),
              ElementsAre("2026-03-01T14:00:00Z", "2026-03-01T13:00:00Z", "2026-03-01T12:00:00Z"));
  EXPECT_THAT(get(kIncidents + "?state=open").texts("openedAt"),
              ElementsAre("2026-03-01T14:00:00Z"));
  EXPECT_THAT(get(kIncidents + "?state=closed&limit=1").texts("openedAt"),
              ElementsAre("2026-03-01T13:00:00Z"));
  EXPECT_THAT(get(kIncidents + "?from=2026-03-01T12:09:00Z&to=2026-03-01T13:00:00Z").texts("path"),
              ElementsAre(kPath));
  EXPECT_THAT(get(kIncidents + "?path=a/b/c&group=shop&state=open").texts("path"),
              ElementsAre(kPath));
  EXPECT_THAT(get(kIncidents + "?path=a/b/c/d/d").texts("path"), IsEmpty());
  EXPECT_THAT(get(kIncidents + "?group=other").texts("path"), IsEmpty());
  const Answer first = get(kIncidents + "?limit=2");
  EXPECT_THAT(get(kIncidents + "?limit=2&cursor=" + first.text("nextCursor")).texts("openedAt"),
              ElementsAre("2026-03-01T12:00:00Z"));
  EXPECT_THAT(get(kIncidents + "?state=fine&from=now").fields(), ElementsAre("state", "from"));
}

TEST_F(IncidentRoutesTest, AGroupHasThoseOfItsMembersThen) {
  outage("12:00", "12:10");
  database_.run("UPDATE kernel.sla_group_member SET valid_to = '2026-03-01 12:30Z'");
  outage("13:00", "13:10");
  EXPECT_THAT(get(kIncidents + "?group=shop").texts("openedAt"),
              ElementsAre("2026-03-01T12:00:00Z"));
}

TEST_F(IncidentRoutesTest, AreAcknowledgedAndCommentedOn) {
  changeTo(Status::kDown, "12:00");
  setClock("12:05");
  const Answer changed = patch(newest(), {{"acknowledged", true}, {"comment", "Looking into it"}});
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.text("acknowledgedAt"), "2026-03-01T12:05:00Z");
  EXPECT_EQ(changed.text("acknowledgedBy"), "ann");
  EXPECT_EQ(changed["durationSeconds"], json::value(300));
  setClock("12:06");
  patch(newest(), {{"acknowledged", true}, {"comment", "Found it"}});
  const Answer incident = get(newest());
  EXPECT_EQ(incident.text("acknowledgedAt"), "2026-03-01T12:05:00Z");
  const json::array& comments = incident["comments"].as_array();
  ASSERT_EQ(comments.size(), 2U);
  EXPECT_EQ(comments[0].at("text"), json::value("Looking into it"));
  EXPECT_EQ(comments[1].at("author"), json::value("ann"));
  EXPECT_EQ(comments[1].at("madeAt"), json::value("2026-03-01T12:06:00Z"));
  EXPECT_THAT(actions(), ElementsAre("sla_incident.acknowledge", "sla_incident.comment",
                                     "sla_incident.comment"));
}

TEST_F(IncidentRoutesTest, ToExcludeOneIsACorrectionThatIsCountedAgain) {
  database_.run("INSERT INTO sla.aggregation (next_window) VALUES ('2026-03-01 12:05Z')");
  outage("12:00", "12:10");
  const Answer changed = patch(newest(), {{"excluded", true}, {"reason", "a false alarm"}});
  EXPECT_EQ(changed["excluded"], json::value(true));
  EXPECT_EQ(database_.value("SELECT service_id || ' ' || to_char(from_at, 'HH24:MI') || '..' || "
                            "to_char(to_at, 'HH24:MI') FROM sla.recount"),
            std::to_string(service_) + " 12:00..12:05");
  EXPECT_EQ(database_.value("SELECT to_char(excluded_from, 'HH24:MI') || '..' || "
                            "to_char(excluded_to, 'HH24:MI') "
                            "FROM sla.excluded_times('2026-03-01Z', '2026-03-02Z')"),
            "12:00..12:10");
  const Answer corrections = get("/api/v1/sla/corrections?kind=incident");
  const json::value& correction = corrections["items"].at(0);
  EXPECT_EQ(correction.at("incidentId"), changed["id"]);
  EXPECT_EQ(correction.at("scope"), json::value(kPath));
  EXPECT_EQ(correction.at("author"), json::value("ann"));
  EXPECT_EQ(correction.at("reason"), json::value("a false alarm"));
  EXPECT_THAT(actions(), ElementsAre("sla_incident.exclude"));
  EXPECT_EQ(patch(newest(), {{"excluded", true}, {"reason", "again"}}).code(), "incident_excluded");
}

TEST_F(IncidentRoutesTest, AnOpenOneCantBeExcluded) {
  changeTo(Status::kDown, "12:00");
  EXPECT_EQ(patch(newest(), {{"excluded", true}, {"reason", "r"}}).code(), "incident_open");
}

TEST_F(IncidentRoutesTest, OneThatIsOlderThanTheWindowsCantBeExcluded) {
  outage("12:00", "12:10");
  kernel_.clock.set(at("12:00") + std::chrono::hours(24 * 90) + std::chrono::seconds(1));
  EXPECT_EQ(patch(newest(), {{"excluded", true}, {"reason", "r"}}).code(), "windows_gone");
}

TEST_F(IncidentRoutesTest, ToExcludeOneWantsThePermissionOfCorrections) {
  outage("12:00", "12:10");
  const auto status = [&](const json::object& body) {
    return kernel_.router
        .call(test::RequestBuilder::patch(newest())
                  .permission("sla.incidents.write")
                  .body(json::serialize(body)))
        .status;
  };
  EXPECT_EQ(status({{"acknowledged", true}}), 200);
  EXPECT_EQ(status({{"excluded", true}, {"reason", "r"}}), 403);
  EXPECT_EQ(get(newest())["excluded"], json::value(false));
}

TEST_F(IncidentRoutesTest, EverythingThatIsWrongIsToldAtOnce) {
  changeTo(Status::kDown, "12:00");
  EXPECT_THAT(
      patch(newest(), {{"acknowledged", false}, {"excluded", false}, {"state", "closed"}}).fields(),
      ElementsAre("acknowledged", "excluded", "state"));
  EXPECT_THAT(patch(newest(), {{"excluded", true}}).fields(), ElementsAre("reason"));
  EXPECT_THAT(patch(newest(), {{"reason", "r"}, {"comment", ""}}).fields(),
              ElementsAre("comment", "reason"));
  EXPECT_EQ(get(kIncidents + "/7").code(), "incident_not_found");
  EXPECT_EQ(patch(kIncidents + "/" + Uuid::generate().toString(), {{"comment", "c"}}).code(),
            "incident_not_found");
}

TEST_F(IncidentRoutesTest, AreSummedUp) {
  addService("a/b/c/d/web");
  outage("12:00", "12:30");
  outage("13:00", "14:30");
  changeTo(Status::kDown, "20:00");
  setClock("21:00");
  const std::string times = "from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z";
  const Answer service = get(kIncidents + "/summary?path=a/b/c/d/db&" + times);
  EXPECT_EQ(service["count"], json::value(3));
  EXPECT_EQ(service["open"], json::value(1));
  EXPECT_EQ(service["mttrMinutes"].to_number<double>(), 60);
  EXPECT_EQ(service["downMinutes"].to_number<double>(), 180);
  EXPECT_EQ(service["mtbfMinutes"].to_number<double>(), 6 * 60);
  EXPECT_EQ(service.text("to"), "2026-03-01T21:00:00Z");
  const Answer node = get(kIncidents + "/summary?path=a/b/c/d&" + times);
  EXPECT_EQ(node["mtbfMinutes"].to_number<double>(), (2 * 21 - 3) * 60 / 3);
}

TEST_F(IncidentRoutesTest, TheSummaryLeavesOutWhatWasExcludedAndWhenNobodyWasThere) {
  outage("12:00", "12:30");
  patch(newest(), {{"excluded", true}, {"reason", "r"}});
  outage("13:00", "14:00");
  database_.run(
      "UPDATE kernel.sla_group_member SET valid_from = '2026-03-01 11:00Z';"
      "INSERT INTO kernel.sla_group_member (group_id, service_id, contributor, valid_from) "
      "SELECT group_id, service_id, 'agent:a/b/c/d', valid_from FROM kernel.sla_group_member;"
      "INSERT INTO kernel.service_archival SELECT id, '2026-03-01 15:00Z', '2026-03-01 16:00Z' "
      "FROM kernel.service");
  setClock("21:00");
  const Answer summary = get(kIncidents + "/summary?group=shop&from=2026-03-01T00:00:00Z");
  EXPECT_EQ(summary["count"], json::value(1));
  EXPECT_EQ(summary["downMinutes"].to_number<double>(), 60);
  EXPECT_EQ(summary["mtbfMinutes"].to_number<double>(), (10 - 1 - 1) * 60);
}

TEST_F(IncidentRoutesTest, TheSummaryOfNothingHasNoMeans) {
  const Answer summary = get(kIncidents + "/summary");
  EXPECT_EQ(summary["count"], json::value(0));
  EXPECT_EQ(summary["mttrMinutes"], json::value(nullptr));
  EXPECT_EQ(summary["mtbfMinutes"], json::value(nullptr));
  EXPECT_THAT(get(kIncidents + "/summary?path=a&group=b&from=2027-01-01").fields(),
              ElementsAre("path", "from"));
}

}  // namespace
}  // namespace itops::sla
