#include "database/sla/incident_test.hpp"

namespace itops::sla {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class IncidentFollowerTest : public IncidentTest {
 protected:
  IncidentFollowerTest() { start(); }
};

// SLA-97
TEST_F(IncidentFollowerTest, DownOpensAnIncidentOfMonitoring) {
  changeTo(Status::kDown, "12:00", "no quorum");
  const Answer incident = get(newest());
  EXPECT_EQ(incident.text("source"), "MONITORING");
  EXPECT_EQ(incident.text("path"), kPath);
  EXPECT_EQ(incident.text("state"), "open");
  EXPECT_EQ(incident.text("openedAt"), "2026-03-01T12:00:00Z");
  EXPECT_EQ(incident.text("criticality"), "critical");
  EXPECT_EQ(incident.text("message"), "no quorum");
}

// SLA-99: nobody is needed who listens.
TEST_F(IncidentFollowerTest, TellsOthersOfIt) {
  changeTo(Status::kDown, "12:00", "no quorum");
  const auto opened = kernel_.events.published<IncidentOpened>();
  ASSERT_THAT(opened, testing::SizeIs(1));
  EXPECT_EQ(newest(), "/api/v1/sla/incidents/" + opened[0].incident_id.toString());
  EXPECT_EQ(opened[0].service_key, service_);
  EXPECT_EQ(opened[0].path, kPath);
  EXPECT_EQ(opened[0].criticality, "critical");
  EXPECT_EQ(opened[0].message, "no quorum");
  EXPECT_EQ(opened[0].source, "MONITORING");
  EXPECT_EQ(opened[0].opened_at, at("12:00"));
  changeTo(Status::kOperational, "12:10");
  settleAt("12:12");
  const auto closed = kernel_.events.published<IncidentClosed>();
  ASSERT_THAT(closed, testing::SizeIs(1));
  EXPECT_EQ(closed[0].incident_id, opened[0].incident_id);
  EXPECT_EQ(closed[0].orderingKey(), opened[0].orderingKey());
  EXPECT_EQ(closed[0].opened_at, at("12:00"));
  EXPECT_EQ(closed[0].closed_at, at("12:10"));
  EXPECT_EQ(closed[0].reason, "recovered");
}

TEST_F(IncidentFollowerTest, CountsThemInTheMetrics) {
  changeTo(Status::kDown, "12:00");
  kernel_.scheduler.run("sla.show_open_incidents");
  EXPECT_EQ(kernel_.metrics.value("itops_sla_incidents_open_count"), 1);
  changeTo(Status::kOperational, "12:10");
  settleAt("12:12");
  kernel_.scheduler.run("sla.show_open_incidents");
  EXPECT_EQ(kernel_.metrics.value("itops_sla_incidents_open_count"), 0);
  EXPECT_EQ(kernel_.metrics.value("itops_sla_incidents_opened_total"), 1);
  EXPECT_EQ(kernel_.metrics.value("itops_sla_incidents_closed_total"), 1);
}

// SLA-102
TEST_F(IncidentFollowerTest, DownReportedAgainIsNoSecondIncident) {
  changeTo(Status::kDown, "12:00");
  changeTo(Status::kUnknown, "12:02");
  changeTo(Status::kDown, "12:05");
  EXPECT_THAT(incidents(), ElementsAre("12:00.. flaps 0"));
  EXPECT_THAT(published(), ElementsAre("opened 12:00:00"));
}

// SLA-101: closed as of the recovery, once the service has stayed up for the hold.
TEST_F(IncidentFollowerTest, ARecoveryThatLastsClosesIt) {
  changeTo(Status::kDown, "12:00");
  changeTo(Status::kDegraded, "12:10");
  settleAt("12:11:59");
  EXPECT_THAT(incidents(), ElementsAre("12:00.. flaps 0"));
  settleAt("12:12");
  EXPECT_THAT(incidents(), ElementsAre("12:00..12:10 flaps 0"));
  EXPECT_THAT(published(), ElementsAre("opened 12:00:00", "closed 12:10:00 recovered"));
}

TEST_F(IncidentFollowerTest, FlappingIsOneIncident) {
  changeTo(Status::kDown, "12:00");
  changeTo(Status::kOperational, "12:10");
  changeTo(Status::kDown, "12:11");
  settleAt("12:20");
  changeTo(Status::kOperational, "12:30");
  changeTo(Status::kDown, "12:31");
  changeTo(Status::kOperational, "12:40");
  settleAt("12:42");
  EXPECT_THAT(incidents(), ElementsAre("12:00..12:40 flaps 2"));
}

TEST_F(IncidentFollowerTest, DownAfterTheHoldIsANewIncidentAlsoBeforeTheJobRan) {
  changeTo(Status::kDown, "12:00");
  changeTo(Status::kOperational, "12:10");
  changeTo(Status::kDown, "12:12");
  EXPECT_THAT(incidents(), ElementsAre("12:00..12:10 flaps 0", "12:12.. flaps 0"));
  EXPECT_THAT(published(),
              ElementsAre("opened 12:00:00", "closed 12:10:00 recovered", "opened 12:12:00"));
}

TEST_F(IncidentFollowerTest, MaintenanceAndUnknownNeverCloseIt) {
  changeTo(Status::kDown, "12:00");
  changeTo(Status::kMaintenance, "12:10");
  settleAt("14:00");
  changeTo(Status::kUnknown, "14:10");
  settleAt("16:00");
  EXPECT_THAT(incidents(), ElementsAre("12:00.. flaps 0"));
}

TEST_F(IncidentFollowerTest, InAnExclusionWindowNoneIsOpenedAndWhatIsStillDownAtItsEndOpensOne) {
  setClock("12:00");
  post("/api/v1/sla/exclusion-window/start",
       {{"path", "a/b"}, {"reason", "move"}, {"plannedEndAt", "2026-03-01T13:00:00Z"}});
  changeTo(Status::kDown, "12:30");
  settleAt("12:59");
  EXPECT_THAT(incidents(), IsEmpty());
  settleAt("13:01");
  EXPECT_THAT(incidents(), ElementsAre("13:00.. flaps 0"));
  EXPECT_THAT(published(), ElementsAre("opened 13:00:00"));
  settleAt("13:02");
  EXPECT_THAT(incidents(), ElementsAre("13:00.. flaps 0"));
}

TEST_F(IncidentFollowerTest, WhatRecoversInsideAnExclusionWindowOpensNone) {
  post("/api/v1/sla/exclusion-window/start", {{"group", "shop"}, {"reason", "move"}});
  changeTo(Status::kDown, "12:10");
  changeTo(Status::kOperational, "12:30");
  post("/api/v1/sla/exclusion-window/stop", {{"group", "shop"}});
  settleAt("14:00");
  EXPECT_THAT(incidents(), IsEmpty());
}

TEST_F(IncidentFollowerTest, TheWindowOfAnotherScopeChangesNothing) {
  addService("a/b/c/dd/other", "low", "other");
  post("/api/v1/sla/exclusion-window/start", {{"path", "a/b/c/dd"}, {"reason", "move"}});
  post("/api/v1/sla/exclusion-window/start", {{"group", "other"}, {"reason", "move"}});
  changeTo(Status::kDown, "12:10");
  EXPECT_THAT(incidents(), ElementsAre("12:10.. flaps 0"));
}

TEST_F(IncidentFollowerTest, ArchivingClosesIt) {
  changeTo(Status::kDown, "12:00");
  database_.run(
      "UPDATE kernel.service SET archived_at = '2026-03-01 12:30Z';"
      "INSERT INTO kernel.service_archival SELECT id, archived_at FROM kernel.service");
  settleAt("12:31");
  EXPECT_THAT(incidents(), ElementsAre("12:00..12:30 flaps 0"));
  EXPECT_THAT(published(), ElementsAre("opened 12:00:00", "closed 12:30:00 archived"));
  settleAt("14:00");
  EXPECT_THAT(incidents(), ElementsAre("12:00..12:30 flaps 0"));
}

TEST_F(IncidentFollowerTest, ThatComesBackFromTheArchiveDownHasANewOne) {
  changeTo(Status::kDown, "12:00");
  database_.run(
      "INSERT INTO kernel.service_archival SELECT id, '2026-03-01 12:30Z', '2026-03-01 13:00Z' "
      "FROM kernel.service");
  settleAt("13:01");
  EXPECT_THAT(incidents(), ElementsAre("12:00..12:30 flaps 0", "13:00.. flaps 0"));
}

// A round hands over all that is due, such as after a time without the plugin.
TEST_F(IncidentFollowerTest, ChangesHeardOfTogetherDoWhatTheyDoOneByOne) {
  changeTo(Status::kDown, "11:00");
  changeTo(Status::kOperational, "11:10");
  changeTogether({{Status::kDown, "11:11"},
                  {Status::kOperational, "11:20"},
                  {Status::kDown, "12:00"},
                  {Status::kDegraded, "12:10"},
                  {Status::kDown, "12:11"},
                  {Status::kUnknown, "12:20"},
                  {Status::kOperational, "12:30"},
                  {Status::kDown, "13:00"},
                  {Status::kOperational, "13:05"}});
  EXPECT_THAT(incidents(),
              ElementsAre("11:00..11:20 flaps 1", "12:00..12:30 flaps 1", "13:00.. flaps 0"));
  EXPECT_THAT(published(),
              ElementsAre("opened 11:00:00", "closed 11:20:00 recovered", "opened 12:00:00",
                          "opened 13:00:00", "closed 12:30:00 recovered"));
  settleAt("13:10");
  EXPECT_THAT(incidents(),
              ElementsAre("11:00..11:20 flaps 1", "12:00..12:30 flaps 1", "13:00..13:05 flaps 0"));
}

TEST_F(IncidentFollowerTest, OfChangesHeardOfTogetherThoseInExcludedTimeOpenNone) {
  post("/api/v1/sla/exclusion-window/start", {{"group", "shop"}, {"reason", "move"}});
  setClock("12:30");
  post("/api/v1/sla/exclusion-window/stop", {{"group", "shop"}});
  changeTogether(
      {{Status::kDown, "12:10"}, {Status::kOperational, "12:15"}, {Status::kDown, "12:40"}});
  EXPECT_THAT(incidents(), ElementsAre("12:40.. flaps 0"));
}

TEST_F(IncidentFollowerTest, OfChangesHeardOfTogetherAnArchivingInBetweenIsSeen) {
  database_.run(
      "INSERT INTO kernel.service_archival SELECT id, '2026-03-01 12:30Z', '2026-03-01 13:00Z' "
      "FROM kernel.service");
  changeTogether({{Status::kDown, "12:00"}, {Status::kDown, "13:01"}});
  EXPECT_THAT(incidents(), ElementsAre("12:00..12:30 flaps 0", "13:01.. flaps 0"));
  EXPECT_THAT(published(),
              ElementsAre("opened 12:00:00", "opened 13:01:00", "closed 12:30:00 archived"));
}

TEST_F(IncidentFollowerTest, AnOutageThatNobodyHeardOfIsNoticed) {
  database_.run("UPDATE kernel.service_state SET status = 3, status_since = '2026-03-01 12:00Z'");
  settleAt("12:09");
  EXPECT_THAT(incidents(), IsEmpty());
  settleAt("12:10");
  EXPECT_THAT(incidents(), ElementsAre("12:00.. flaps 0"));
}

TEST_F(IncidentFollowerTest, ADeposedLeaderChangesNothing) {
  changeTo(Status::kDown, "12:00");
  changeTo(Status::kOperational, "12:10");
  setClock("13:00");
  test::FakeJobRun run(at("13:00"));
  run.loseLeadership();
  EXPECT_THROW(kernel_.scheduler.run("sla.settle_incidents", run), Error);
  EXPECT_THAT(incidents(), ElementsAre("12:00.. flaps 0"));
}

/// With `incident_hold: 0s`.
class IncidentWithoutHoldTest : public IncidentTest {
 protected:
  IncidentWithoutHoldTest() {
    kernel_.config.set("incident_hold", "0s");
    start();
  }
};

TEST_F(IncidentWithoutHoldTest, IsClosedAtOnce) {
  changeTo(Status::kDown, "12:00");
  changeTo(Status::kOperational, "12:10");
  changeTo(Status::kDown, "12:10:01");
  EXPECT_THAT(incidents(), ElementsAre("12:00..12:10 flaps 0", "12:10.. flaps 0"));
}

}  // namespace
}  // namespace itops::sla
