#include "database/sla/sla_plugin_test.hpp"

namespace itops::sla {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kWindows = "/api/v1/sla/exclusion-windows";
constexpr const char* kCorrections = "/api/v1/sla/corrections";

/// At 12:00, when windows up to 11:45 were handled.
class ExclusionTest : public SlaPluginTest {
 protected:
  ExclusionTest() {
    start();
    database_.run("INSERT INTO sla.aggregation (next_window) VALUES ('2026-03-01 11:45Z')");
  }

  Answer startWindow(json::object body) {
    body.emplace("reason", "new switches");
    return post(kStartWindow, body);
  }

  /// `path from..to` of what is to be counted again.
  std::vector<std::string> recounts() {
    return database_.values(
        "SELECT s.path || ' ' || to_char(from_at, 'HH24:MI') || '..' || to_char(to_at, 'HH24:MI') "
        "FROM sla.recount r JOIN kernel.service s ON s.id = r.service_id ORDER BY 1");
  }

  /// `path from..to` of what doesn't count today.
  std::vector<std::string> excluded() {
    return database_.values(
        "SELECT s.path || ' ' || to_char(excluded_from, 'HH24:MI') || '..' || "
        "to_char(excluded_to, 'HH24:MI') FROM sla.excluded_times('2026-03-01Z', '2026-03-02Z') e "
        "JOIN kernel.service s ON s.id = e.service_id WHERE excluded_from < excluded_to "
        "ORDER BY 1");
  }
};

TEST_F(ExclusionTest, AWindowIsStartedAndStopped) {
  addService("a/b/c/d/one");
  const Answer started = startWindow({{"path", "a/b/c/d/one"}});
  EXPECT_EQ(started.status, 201);
  EXPECT_EQ(started.text("startedAt"), "2026-03-01T12:00:00Z");
  EXPECT_EQ(started["open"], json::value(true));
  EXPECT_EQ(started["endedAt"], json::value(nullptr));
  EXPECT_EQ(started.text("startedBy"), "ann");

  setClock("12:30");
  const Answer stopped = post(kStopWindow, {{"id", started.text("id")}});
  EXPECT_EQ(stopped.status, 200);
  EXPECT_EQ(stopped.text("endedAt"), "2026-03-01T12:30:00Z");
  EXPECT_EQ(stopped["open"], json::value(false));
  EXPECT_EQ(stopped.text("endedBy"), "ann");
  EXPECT_THAT(excluded(), ElementsAre("a/b/c/d/one 12:00..12:30"));
  EXPECT_THAT(recounts(), IsEmpty());
  EXPECT_THAT(get(kCorrections).texts("id"), IsEmpty());
}

TEST_F(ExclusionTest, APlannedEndThatPassesEndsTheWindowByItself) {
  addService("a/b/c/d/one");
  const Answer started =
      startWindow({{"path", "a/b/c/d/one"}, {"plannedEndAt", "2026-03-01T13:00:00Z"}});
  setClock("13:00");
  EXPECT_THAT(get(std::string(kWindows) + "?open=true").texts("id"), IsEmpty());
  EXPECT_THAT(get(std::string(kWindows) + "?open=false").texts("endedAt"),
              ElementsAre("2026-03-01T13:00:00Z"));
  EXPECT_EQ(post(kStopWindow, {{"id", started.text("id")}}).code(), "exclusion_window_ended");
  EXPECT_EQ(post(kStopWindow, {{"path", "a/b/c/d/one"}}).code(), "exclusion_window_not_open");
  EXPECT_THAT(excluded(), ElementsAre("a/b/c/d/one 12:00..13:00"));
}

TEST_F(ExclusionTest, APlannedEndIsMovedAndTakenBack) {
  addService("a/b/c/d/one");
  const Answer started =
      startWindow({{"path", "a/b/c/d/one"}, {"plannedEndAt", "2026-03-01T13:00:00Z"}});
  const std::string window = std::string(kWindows) + "/" + started.text("id");
  const Answer moved = patch(window, {{"plannedEndAt", "2026-03-01T14:00:00Z"}});
  EXPECT_EQ(moved.text("plannedEndAt"), "2026-03-01T14:00:00Z");
  EXPECT_THAT(excluded(), ElementsAre("a/b/c/d/one 12:00..14:00"));
  EXPECT_EQ(patch(window, {{"plannedEndAt", nullptr}})["plannedEndAt"], json::value(nullptr));
  EXPECT_THAT(excluded(), ElementsAre("a/b/c/d/one 12:00..00:00"));
  EXPECT_EQ(kernel_.audit.entries().back().entry.action, "exclusion_window.update");
  EXPECT_THAT(recounts(), IsEmpty());
}

TEST_F(ExclusionTest, OnlyTheEndOfAnOpenWindowIsMovedAndOnlyAhead) {
  addService("a/b/c/d/one");
  const Answer started =
      startWindow({{"path", "a/b/c/d/one"}, {"plannedEndAt", "2026-03-01T13:00:00Z"}});
  const std::string window = std::string(kWindows) + "/" + started.text("id");
  EXPECT_THAT(patch(window, {{"plannedEndAt", "2026-03-01T12:00:00Z"}}).fields(),
              ElementsAre("plannedEndAt"));
  EXPECT_THAT(patch(window, {{"reason", "x"}}).fields(), ElementsAre("plannedEndAt", "reason"));
  setClock("13:00");
  EXPECT_EQ(patch(window, {{"plannedEndAt", "2026-03-01T14:00:00Z"}}).code(),
            "exclusion_window_ended");
  EXPECT_EQ(patch(std::string(kWindows) + "/1", {{"plannedEndAt", nullptr}}).code(),
            "exclusion_window_not_found");
}

TEST_F(ExclusionTest, AScopeIsAServiceANodeAGroupOrEverything) {
  addService("a/b/c/d/one", "medium", "shop");
  addService("a/b/c/dd/two", "medium", "shop");
  addService("x/y/z/n/three");
  EXPECT_EQ(startWindow({{"path", "a/b/c/d"}}).status, 201);
  EXPECT_THAT(excluded(), ElementsAre("a/b/c/d/one 12:00..00:00"));
  post(kStopWindow, {{"path", "a/b/c/d"}, {"endedAt", "2026-03-01T12:00:00Z"}});

  EXPECT_EQ(startWindow({{"group", "shop"}}).status, 201);
  EXPECT_THAT(excluded(), ElementsAre("a/b/c/d/one 12:00..00:00", "a/b/c/dd/two 12:00..00:00"));
  EXPECT_EQ(post(kStopWindow, {{"group", "shop"}}).status, 200);

  EXPECT_EQ(startWindow({{"all", true}}).status, 201);
  setClock("12:10");
  EXPECT_EQ(post(kStopWindow, {{"all", true}}).status, 200);
  EXPECT_THAT(excluded(), ElementsAre("a/b/c/d/one 12:00..12:10", "a/b/c/dd/two 12:00..12:10",
                                      "x/y/z/n/three 12:00..12:10"));
}

TEST_F(ExclusionTest, AScopeMustBeThere) {
  addService("a/b/c/d/one");
  EXPECT_EQ(startWindow({{"path", "a/b/c/d/o"}}).code(), "path_not_found");
  EXPECT_EQ(startWindow({{"path", "a/b/c/"}}).code(), "path_not_found");
  EXPECT_EQ(startWindow({{"path", "a/b"}}).status, 201);
  EXPECT_EQ(startWindow({{"group", "shop"}}).code(), "group_not_found");
}

TEST_F(ExclusionTest, AStartInThePastIsACorrectionAndIsCountedAgainAsFarAsItWasCounted) {
  addService("a/b/c/d/one");
  addService("a/b/c/d/two");
  addService("a/b/c/e/three");
  const Answer started = startWindow({{"path", "a/b/c/d"}, {"startedAt", "2026-03-01T10:00:00Z"}});
  EXPECT_EQ(started.status, 201);
  EXPECT_THAT(recounts(), ElementsAre("a/b/c/d/one 10:00..11:45", "a/b/c/d/two 10:00..11:45"));
  const Answer corrections = get(kCorrections);
  const json::value& correction = corrections["items"].at(0);
  EXPECT_EQ(correction.at("kind"), json::value("exclusion_window"));
  EXPECT_EQ(correction.at("scope"), json::value("a/b/c/d"));
  EXPECT_EQ(correction.at("from"), json::value("2026-03-01T10:00:00Z"));
  EXPECT_EQ(correction.at("to"), json::value("2026-03-01T12:00:00Z"));
  EXPECT_EQ(correction.at("author"), json::value("ann"));
  EXPECT_EQ(correction.at("reason"), json::value("new switches"));
  EXPECT_EQ(correction.at("exclusionWindowId"), started["id"]);
}

TEST_F(ExclusionTest, AWholeWindowMayLieInThePast) {
  addService("a/b/c/d/one");
  const Answer started = startWindow({{"path", "a/b/c/d/one"},
                                      {"startedAt", "2026-03-01T09:00:00Z"},
                                      {"plannedEndAt", "2026-03-01T09:30:00Z"}});
  EXPECT_EQ(started["open"], json::value(false));
  EXPECT_THAT(recounts(), ElementsAre("a/b/c/d/one 09:00..09:30"));
}

TEST_F(ExclusionTest, WhatWasNotCountedYetIsNotCountedAgain) {
  addService("a/b/c/d/one");
  startWindow({{"path", "a/b/c/d/one"}, {"startedAt", "2026-03-01T11:50:00Z"}});
  EXPECT_THAT(recounts(), IsEmpty());
  EXPECT_THAT(get(kCorrections).texts("from"), ElementsAre("2026-03-01T11:50:00Z"));
}

TEST_F(ExclusionTest, OfAGroupThoseAreCountedAgainWhoWereMembersThen) {
  addService("a/b/c/d/left", "medium", "shop");
  addService("a/b/c/d/came", "medium", "shop");
  addService("a/b/c/d/stayed", "medium", "shop");
  database_.run(R"(
    UPDATE kernel.sla_group_member m SET valid_to = '2026-03-01 10:30Z'
    FROM kernel.service s WHERE s.id = m.service_id AND s.name = 'left';
    UPDATE kernel.sla_group_member m SET valid_from = '2026-03-01 11:00Z'
    FROM kernel.service s WHERE s.id = m.service_id AND s.name = 'came')");
  startWindow({{"group", "shop"}, {"startedAt", "2026-03-01T10:00:00Z"}});
  EXPECT_THAT(recounts(), ElementsAre("a/b/c/d/came 11:00..11:45", "a/b/c/d/left 10:00..10:30",
                                      "a/b/c/d/stayed 10:00..11:45"));
}

TEST_F(ExclusionTest, AnEndInThePastGivesTheTimeBack) {
  addService("a/b/c/d/one");
  setClock("10:00");
  startWindow({{"path", "a/b/c/d/one"}, {"plannedEndAt", "2026-03-01T14:00:00Z"}});
  setClock("12:00");
  const Answer stopped = post(
      kStopWindow,
      {{"path", "a/b/c/d/one"}, {"endedAt", "2026-03-01T10:30:00Z"}, {"reason", "done sooner"}});
  EXPECT_EQ(stopped.text("endedAt"), "2026-03-01T10:30:00Z");
  EXPECT_THAT(recounts(), ElementsAre("a/b/c/d/one 10:30..11:45"));
  EXPECT_THAT(get(kCorrections).texts("reason"), ElementsAre("done sooner"));
  EXPECT_THAT(get(kCorrections).texts("to"), ElementsAre("2026-03-01T12:00:00Z"));
}

TEST_F(ExclusionTest, WhatIsOlderThanTheWindowsCantBeCorrected) {
  addService("a/b/c/d/one");
  const Answer refused =
      startWindow({{"path", "a/b/c/d/one"}, {"startedAt", "2025-12-01T11:59:59Z"}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.code(), "windows_gone");
  EXPECT_EQ(startWindow({{"path", "a/b/c/d/one"}, {"startedAt", "2025-12-01T12:00:00Z"}}).status,
            201);
}

TEST_F(ExclusionTest, CorrectionsWantAPermissionOfTheirOwn) {
  addService("a/b/c/d/one");
  const auto asOperator = [&](const json::object& body) {
    return kernel_.router
        .call(test::RequestBuilder::post(kStartWindow)
                  .permission("sla.exclusions.write")
                  .body(json::serialize(body)))
        .status;
  };
  json::object body{{"path", "a/b/c/d/one"}, {"reason", "r"}};
  EXPECT_EQ(asOperator(body), 201);
  body["startedAt"] = "2026-03-01T11:00:00Z";
  EXPECT_EQ(asOperator(body), 403);
}

TEST_F(ExclusionTest, EverythingThatIsWrongIsToldAtOnce) {
  EXPECT_THAT(post(kStartWindow, {{"plannedEndAt", "soon"}, {"scope", "x"}}).fields(),
              ElementsAre("path", "reason", "plannedEndAt", "scope"));
  EXPECT_THAT(post(kStartWindow, {{"path", "a"}, {"all", true}, {"reason", "r"}}).fields(),
              ElementsAre("path"));
  EXPECT_THAT(post(kStopWindow, {{"id", "x"}, {"all", true}}).fields(), ElementsAre("id", "id"));
  addService("a/b/c/d/one");
  EXPECT_THAT(startWindow({{"all", true}, {"startedAt", "2026-03-01T12:00:01Z"}}).fields(),
              ElementsAre("startedAt"));
  EXPECT_THAT(startWindow({{"all", true}, {"plannedEndAt", "2026-03-01T12:00:00Z"}}).fields(),
              ElementsAre("plannedEndAt"));
}

TEST_F(ExclusionTest, OfSeveralOpenOnesTheIdSaysWhich) {
  addService("a/b/c/d/one");
  const std::string first = startWindow({{"all", true}}).text("id");
  const std::string second = startWindow({{"all", true}}).text("id");
  const Answer refused = post(kStopWindow, {{"all", true}});
  EXPECT_EQ(refused.code(), "exclusion_window_ambiguous");
  EXPECT_THAT(refused.text("detail"), HasSubstr(first));
  EXPECT_EQ(post(kStopWindow, {{"id", first}}).status, 200);
  EXPECT_EQ(post(kStopWindow, {{"all", true}}).text("id"), second);
  EXPECT_EQ(post(kStopWindow, {{"id", Uuid::generate().toString()}}).code(),
            "exclusion_window_not_found");
}

TEST_F(ExclusionTest, AnEndBeforeTheStartIsRefused) {
  addService("a/b/c/d/one");
  startWindow({{"all", true}});
  EXPECT_THAT(post(kStopWindow, {{"all", true}, {"endedAt", "2026-03-01T11:59:00Z"}}).fields(),
              ElementsAre("endedAt"));
}

TEST_F(ExclusionTest, AreListedNewestFirstByFiltersAndPages) {
  addService("a/b/c/d/one", "medium", "shop");
  for (const int hour : {6, 7, 8}) {
    const std::string at = "2026-03-01T0" + std::to_string(hour) + ":";
    startWindow({{"path", hour == 7 ? "a/b/c/d/one" : "a/b"},
                 {"startedAt", at + "00:00Z"},
                 {"plannedEndAt", at + "30:00Z"}});
  }
  startWindow({{"group", "shop"}});
  const std::string list = kWindows;
  EXPECT_THAT(get(list + "?path=a/b").texts("startedAt"),
              ElementsAre("2026-03-01T08:00:00Z", "2026-03-01T07:00:00Z", "2026-03-01T06:00:00Z"));
  EXPECT_THAT(get(list + "?path=a/b/c").texts("startedAt"), ElementsAre("2026-03-01T07:00:00Z"));
  EXPECT_THAT(get(list + "?group=shop").texts("startedAt"), ElementsAre("2026-03-01T12:00:00Z"));
  EXPECT_THAT(get(list + "?from=2026-03-01T06:30:00Z&to=2026-03-01T08:00:00Z").texts("startedAt"),
              ElementsAre("2026-03-01T07:00:00Z"));
  const Answer first = get(list + "?limit=3");
  EXPECT_THAT(first.texts("startedAt"),
              ElementsAre("2026-03-01T12:00:00Z", "2026-03-01T08:00:00Z", "2026-03-01T07:00:00Z"));
  const Answer second = get(list + "?limit=3&cursor=" + first.text("nextCursor"));
  EXPECT_THAT(second.texts("startedAt"), ElementsAre("2026-03-01T06:00:00Z"));
  EXPECT_EQ(second["nextCursor"], json::value(nullptr));
  EXPECT_THAT(get(list + "?open=maybe&limit=0").fields(), ElementsAre("open", "limit"));
  EXPECT_THAT(get(std::string(kCorrections) + "?path=a/b/c&kind=exclusion_window").texts("scope"),
              ElementsAre("a/b/c/d/one"));
  EXPECT_THAT(get(std::string(kCorrections) + "?kind=incident").texts("scope"), IsEmpty());
}

TEST_F(ExclusionTest, ChangesAreAudited) {
  addService("a/b/c/d/one");
  startWindow({{"path", "a/b/c/d/one"}});
  setClock("12:10");
  post(kStopWindow, {{"path", "a/b/c/d/one"}});
  ASSERT_THAT(kernel_.audit.entries(), testing::SizeIs(2));
  EXPECT_EQ(kernel_.audit.entries()[0].entry.action, "exclusion_window.start");
  EXPECT_EQ(kernel_.audit.entries()[1].entry.action, "exclusion_window.stop");
  EXPECT_EQ(kernel_.audit.entries()[1].entry.object_name, "a/b/c/d/one");
  EXPECT_NE(kernel_.audit.entries()[1].entry.before, kernel_.audit.entries()[1].entry.after);
}

}  // namespace
}  // namespace itops::sla
