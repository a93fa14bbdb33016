#include "database/gitops_status/gitops_status_test.hpp"

namespace itops::gitops {
namespace {

using testing::ElementsAre;

constexpr const char* kHistory = "/api/v1/gitops/servers/g/h/history";

class History : public GitopsStatusTest {
 protected:
  History() {
    kernel_->config.set("history_entries_max", "3");
    kernel_->config.set("history_keep", "2d");
    start();
  }

  /// `source status` of each entry.
  std::vector<std::string> entries(const std::string& target = kHistory) {
    std::vector<std::string> entries;
    const Answer answer = get(target);
    for (const json::value& item : answer["items"].as_array()) {
      entries.push_back(std::string(item.at("source").as_string()) + " " +
                        std::string(item.at("status").as_string()));
    }
    return entries;
  }
};

TEST_F(History, HasEveryPipelineRunAndOfDriftChecksThoseWithNews) {
  pipeline("g", "h", {{"commit_sha", "abc"}, {"updated_by", "woodpecker"}});
  cron("g", "h", {{"status", "synced"}});
  cron("g", "h", {{"status", "out_of_sync"}, {"changed_files", json::array{"/etc/a"}}});
  cron("g", "h", {{"status", "out_of_sync"}});
  pipeline("g", "h");
  pipeline("g", "h");
  pipeline("g", "other");
  EXPECT_THAT(entries(), ElementsAre("pipeline synced", "pipeline synced", "cron out_of_sync",
                                     "pipeline synced"));
  const json::value first = get(kHistory)["items"].at(3);
  EXPECT_EQ(first.at("commitSha"), json::value("abc"));
  EXPECT_EQ(first.at("updatedBy"), json::value("woodpecker"));
  EXPECT_EQ(first.at("receivedAt"), json::value(kNow));
  EXPECT_EQ(get(kHistory)["items"].at(2).at("changedFiles"), json::parse(R"(["/etc/a"])"));
}

TEST_F(History, ComesInPages) {
  for (int i = 0; i < 3; ++i) pipeline("g", "h", {{"status", i == 1 ? "failed" : "synced"}});
  const Answer first = get(std::string(kHistory) + "?limit=2");
  const std::string cursor = first.text("nextCursor");
  EXPECT_THAT(entries(std::string(kHistory) + "?limit=2"),
              ElementsAre("pipeline synced", "pipeline failed"));
  EXPECT_THAT(entries(std::string(kHistory) + "?limit=2&cursor=" + cursor),
              ElementsAre("pipeline synced"));
  EXPECT_EQ(get(std::string(kHistory) + "?cursor=x").status, 400);
  EXPECT_EQ(get("/api/v1/gitops/servers/g/nobody/history").status, 404);
}

TEST_F(History, IsTrimmedByAgeAndNumber) {
  pipeline("g", "old");
  setClock("2026-04-28T12:00:01Z");
  for (int i = 0; i < 5; ++i) pipeline("g", "h", {{"commit_sha", std::to_string(i)}});
  kernel_->scheduler.run("gitops_status.trim_history");
  EXPECT_EQ(entries().size(), 3U);
  EXPECT_EQ(get(kHistory)["items"].at(2).at("commitSha"), json::value("2"));
  EXPECT_TRUE(entries("/api/v1/gitops/servers/g/old/history").empty());
  EXPECT_EQ(get("/status/g/old").status, 200) << "the server itself stays";
}

}  // namespace
}  // namespace itops::gitops
