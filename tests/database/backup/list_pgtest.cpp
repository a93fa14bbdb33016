#include "database/backup/backup_plugin_test.hpp"

namespace itops::backup {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class BackupListTest : public BackupPluginTest {
 protected:
  BackupListTest() { start(); }

  std::vector<std::string> paths(const std::string& query = {}) {
    return get("/api/v1/backup" + query).texts("path");
  }

  /// All pages of a query, a `|` between them.
  std::string pages(const std::string& query) {
    std::string all;
    for (std::string cursor = "&";;) {
      const Answer page = get("/api/v1/backup?" + query + cursor);
      for (const auto& path : page.texts("path")) all += path.substr(path.rfind('/') + 1);
      if (page["nextCursor"].is_null()) return all;
      all += "|";
      cursor = "&cursor=" + page.text("nextCursor");
    }
  }
};

// SLA-30, SLA-31: what is expected is there before any report.
TEST_F(BackupListTest, HasWhatIsExpectedAndWhatWasReported) {
  const ServiceRef expected = addService("org/plat/prod/c1/expected"),
                   declared = addService("org/plat/prod/c1/declared"),
                   reported = addService("org/plat/prod/c1/reported"),
                   archived = addService("org/plat/prod/c1/archived"),
                   refused = addService("org/plat/prod/c1/refused");
  addService("org/plat/prod/c1/neither");
  expect(expected);
  expect(archived);
  patch(refused, {{"expected", false}});
  archive(archived);
  declare(declared, "true, '2026-03-01Z', NULL");
  report(reported, Outcome::kFailed);
  EXPECT_THAT(paths(), ElementsAre(declared.path, expected.path, reported.path));
  EXPECT_THAT(get("/api/v1/backup").texts("status"), ElementsAre("never", "never", "failed"));
  EXPECT_THAT(paths("?expected=true"), ElementsAre(declared.path, expected.path));
  EXPECT_THAT(paths("?expected=false"), ElementsAre(reported.path));
  EXPECT_EQ(get(one(archived)).code(), "service_not_found");
}

TEST_F(BackupListTest, IsFilteredByPathAndText) {
  const ServiceRef a = addService("org/plat/prod/c1/a_x"), b = addService("org/plat/prod/c10/b"),
                   c = addService("org/plat/test/c1/abx");
  for (const ServiceRef& service : {a, b, c}) expect(service);
  EXPECT_THAT(paths("?path=org/plat/prod/c1"), ElementsAre(a.path));
  EXPECT_THAT(paths("?path=org/plat/prod/"), ElementsAre(a.path, b.path));
  EXPECT_THAT(paths("?path=" + c.path), ElementsAre(c.path));
  EXPECT_THAT(paths("?q=C10"), ElementsAre(b.path));
  EXPECT_THAT(paths("?q=a_x"), ElementsAre(a.path)) << "no wildcard";
  EXPECT_THAT(paths("?q=nothing"), IsEmpty());
}

// The status follows from the clock, so the same question has another answer a day later.
TEST_F(BackupListTest, IsFilteredByStatusOfTheMoment) {
  const ServiceRef ok = addService("org/plat/prod/c1/ok"),
                   failed = addService("org/plat/prod/c1/failed"),
                   never = addService("org/plat/prod/c1/never");
  report(ok, Outcome::kSuccess);
  report(failed, Outcome::kSuccess);
  report(failed, Outcome::kFailed);
  expect(never);
  EXPECT_THAT(paths("?status=ok"), ElementsAre(ok.path));
  EXPECT_THAT(paths("?status=failed,never"), ElementsAre(failed.path, never.path));
  EXPECT_THAT(paths("?status=stale"), IsEmpty());
  setClock("02 12:01");
  EXPECT_THAT(paths("?status=stale"), ElementsAre(failed.path, never.path, ok.path));
}

TEST_F(BackupListTest, ComesInPagesWithAndWithoutAStatus) {
  for (const char* name : {"a", "b", "c", "d", "e"}) {
    const ServiceRef service = addService(std::string("org/plat/prod/c1/") + name);
    report(service, *name == 'c' ? Outcome::kFailed : Outcome::kSuccess);
  }
  EXPECT_EQ(pages("limit=2"), "ab|cd|e");
  EXPECT_EQ(pages("limit=5"), "abcde");
  EXPECT_EQ(pages("limit=2&status=ok"), "ab|de");
  EXPECT_EQ(pages("limit=1&status=failed"), "c");
}

TEST_F(BackupListTest, TellsEveryWrongParameter) {
  const Answer refused = get("/api/v1/backup?status=fine&expected=yes&limit=0&cursor=x");
  EXPECT_EQ(refused.code(), "query_invalid");
  EXPECT_THAT(refused.fields(), ElementsAre("expected", "status", "limit", "cursor"));
  const ServiceRef service = addService("org/plat/prod/c1/a");
  EXPECT_THAT(get(one(service) + "/history?from=x&limit=501").fields(),
              ElementsAre("from", "limit"));
}

TEST_F(BackupListTest, ComesAsCsv) {
  report(addService("org/plat/prod/c1/a"), Outcome::kSuccess, "11:00", 42);
  SentPush push = pushAbout(addService("org/plat/prod/c1/b"), Outcome::kFailed);
  push.report.attempt.message = "=1+1";
  send({&push});
  const auto request = test::RequestBuilder::get("/api/v1/backup")
                           .header("Accept", "text/csv")
                           .query("limit", "1")
                           .permission("backup.read");
  const Response first = kernel_.router.call(request);
  EXPECT_EQ(first.content_type, "text/csv; charset=utf-8");
  EXPECT_THAT(first.body, HasSubstr("id,path,expected,status,lastSuccessAt"));
  EXPECT_THAT(first.body, HasSubstr("\"org/plat/prod/c1/a\",\"false\",\"ok\","
                                    "\"2026-03-01T11:00:00Z\",\"2026-03-01T11:00:00Z\","
                                    "\"success\",42,"));
  ASSERT_EQ(first.headers.size(), 1U);
  EXPECT_EQ(first.headers[0].first, "X-Next-Cursor");
  auto next = request;
  EXPECT_THAT(kernel_.router.call(next.query("cursor", first.headers[0].second)).body,
              HasSubstr("\"'=1+1\""));
}

TEST_F(BackupListTest, HistoryComesInPagesNewestFirstAndByTime) {
  const ServiceRef service = addService("org/plat/prod/c1/a");
  for (const char* time : {"08:00", "09:00", "10:00"}) report(service, Outcome::kSuccess, time);
  const std::string history = one(service) + "/history";
  const Answer first = get(history + "?limit=2");
  EXPECT_THAT(first.texts("observedAt"),
              ElementsAre("2026-03-01T10:00:00Z", "2026-03-01T09:00:00Z"));
  EXPECT_THAT(get(history + "?limit=2&cursor=" + first.text("nextCursor")).texts("observedAt"),
              ElementsAre("2026-03-01T08:00:00Z"));
  EXPECT_THAT(get(history + "?from=2026-03-01T09:00:00Z&to=2026-03-01T10:00:00Z").texts("status"),
              ElementsAre("success"));
  EXPECT_EQ(get("/api/v1/backup/" + Uuid::generate().toString() + "/history").code(),
            "service_not_found");
}

TEST_F(BackupListTest, WantsAPermission) {
  const auto stranger = test::RequestBuilder::get("/api/v1/backup").permission("catalog.read");
  EXPECT_EQ(kernel_.router.call(stranger).status, 403);
}

}  // namespace
}  // namespace itops::backup
