#include "database/storage/storage_plugin_test.hpp"

namespace itops::storage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

class StorageListTest : public StoragePluginTest {
 protected:
  StorageListTest() { start(); }

  void declare(int service, const std::string& columns, const std::string& values) {
    database_.run("INSERT INTO kernel.service_declaration (service_id, declared_at, " + columns +
                  ") VALUES (" + std::to_string(service) + ", now(), " + values + ")");
  }

  std::vector<std::string> paths(const std::string& query) { return list(query, "path"); }

  /// `time freePercent` of the history of a service, newest first.
  std::vector<std::string> history(int service, const std::string& query = {}) {
    std::vector<std::string> points;
    const json::value page = get("/api/v1/storage/" + uuidOf(service) + "/history" + query);
    for (const json::value& point : page.at("items").as_array()) {
      points.push_back(std::string(point.at("at").as_string()).substr(11, 5) + " " +
                       json::serialize(point.at("freePercent")) + " " +
                       json::serialize(point.at("mountPath")));
    }
    return points;
  }
};

// SLA-47, SLA-60
TEST_F(StorageListTest, HoldsServicesWithATagOfStorage) {
  for (const char* tag : {"storage", "s3", "ebs", "database", "rds", "elasticache", "cache"}) {
    addService(std::string("a/b/c/d/") + tag, std::string("{x,") + tag + "}");
  }
  addService("a/b/c/d/web", "{frontend,storages}");
  addService("a/b/c/d/bare", "{}");
  EXPECT_THAT(paths(""),
              ElementsAre(R"("a/b/c/d/cache")", R"("a/b/c/d/database")", R"("a/b/c/d/ebs")",
                          R"("a/b/c/d/elasticache")", R"("a/b/c/d/rds")", R"("a/b/c/d/s3")",
                          R"("a/b/c/d/storage")"));
}

TEST_F(StorageListTest, HoldsAServiceThatWasPushedWhateverItsTags) {
  push(addService("a/b/c/d/web", "{}"), 50);
  EXPECT_THAT(paths(""), SizeIs(1));
}

TEST_F(StorageListTest, LeavesArchivedServicesOut) {
  push(addService("a/b/c/d/db"), 50);
  database_.run("UPDATE kernel.service SET archived_at = now()");
  EXPECT_THAT(paths(""), IsEmpty());
}

TEST_F(StorageListTest, ShowsAServiceWithoutFiguresAsSuch) {
  addService("a/b/c/d/db", "{database}");
  const json::object shown = item("a/b/c/d/db");
  for (const char* member : {"freePercent", "status", "allocatedBytes", "usedBytes", "storageType",
                             "mountPath", "reportedAt", "source", "fullAt"}) {
    EXPECT_TRUE(shown.at(member).is_null()) << member;
  }
  EXPECT_EQ(shown.at("nodeId"), json::value("a/b/c/d"));
  EXPECT_EQ(shown.at("serviceName"), json::value("db"));
  EXPECT_EQ(shown.at("displayName"), json::value("The db"));
  EXPECT_EQ(shown.at("criticality"), json::value("medium"));
  EXPECT_EQ(shown.at("tags"), json::value(json::array{"database"}));
}

TEST_F(StorageListTest, ShowsWhatIsDeclaredUntilSomethingIsPushed) {
  const int service = addService("a/b/c/d/db");
  declare(service, "storage_allocated_bytes, storage_used_bytes", "1000, 700");
  json::object shown = item("a/b/c/d/db");
  EXPECT_EQ(shown.at("source"), json::value("declared"));
  EXPECT_EQ(shown.at("freePercent"), json::value(30));
  EXPECT_EQ(shown.at("status"), json::value("warning"));
  EXPECT_EQ(shown.at("usedBytes"), json::value(700));
  push(service, 80);
  shown = item("a/b/c/d/db");
  EXPECT_EQ(shown.at("source"), json::value("push"));
  EXPECT_EQ(shown.at("freePercent"), json::value(80));
}

// SLA-81
TEST_F(StorageListTest, ShowsLinkedServices) {
  const int service = addService("a/b/c/d/db");
  const int api = addService("a/b/c/d/payment-api", "{}");
  addService("x/y/z/w/user", "{}");
  declare(service, "used_by", R"('[{"name": "payment-api", "displayName": "Payment API"},
    {"path": "x/y/z/w/user"}, {"name": "gone", "displayName": "Gone"}, {"name": "other"}, {}]')");
  const json::array links = item("a/b/c/d/db").at("usedBy").as_array();
  ASSERT_THAT(links, SizeIs(4));
  EXPECT_EQ(links[0], (json::value{{"name", "payment-api"},
                                   {"displayName", "Payment API"},
                                   {"path", "a/b/c/d/payment-api"},
                                   {"id", uuidOf(api)}}));
  EXPECT_EQ(links[1].at("displayName"), json::value("The user"));
  EXPECT_EQ(links[1].at("name"), json::value("user"));
  EXPECT_EQ(
      links[2],
      (json::value{{"name", "gone"}, {"displayName", "Gone"}, {"path", nullptr}, {"id", nullptr}}));
  EXPECT_EQ(links[3].at("displayName"), json::value("other"));
}

TEST_F(StorageListTest, IsFiltered) {
  push(addService("a/b/c/d/one", "{s3}"), 31);
  push(addService("a/b/c/d/two", "{s3,cache}"), 30);
  push(addService("a/b/c/dd/three", "{cache}"), 10);
  push(addService("a/b/e/d/four", "{cache}"), 9.5);
  addService("a/b/e/d/five", "{cache}");
  const int declared = addService("a/b/e/d/six", "{cache}");
  declare(declared, "storage_allocated_bytes, storage_used_bytes", "3, 2");
  const auto names = [&](const std::string& query) { return list(query, "serviceName"); };
  EXPECT_THAT(names("?status=healthy"), ElementsAre(R"("one")", R"("six")"));
  EXPECT_THAT(names("?status=warning"), ElementsAre(R"("two")", R"("three")"));
  EXPECT_THAT(names("?status=critical"), ElementsAre(R"("four")"));
  EXPECT_THAT(names("?status=none"), ElementsAre(R"("five")"));
  EXPECT_THAT(names("?tag=s3"), ElementsAre(R"("one")", R"("two")"));
  EXPECT_THAT(names("?path=a/b/c/d"), ElementsAre(R"("one")", R"("two")"));
  EXPECT_THAT(names("?path=a/b/c/d/two"), ElementsAre(R"("two")"));
  EXPECT_THAT(names("?q=THE F"), ElementsAre(R"("five")", R"("four")"));
  EXPECT_THAT(names("?q=%"), IsEmpty());
}

TEST_F(StorageListTest, IsOrderedAndPaged) {
  push(addService("a/b/c/d/a"), 100 / 3.0);
  push(addService("a/b/c/d/b"), 5);
  push(addService("a/b/c/d/c"), 5);
  addService("a/b/c/d/d");
  const auto walk = [&](const std::string& sort) {
    std::string names, cursor;
    do {
      const json::value page =
          get("/api/v1/storage?limit=1&sort=" + sort + (cursor.empty() ? "" : "&cursor=" + cursor));
      for (const json::value& item : page.at("items").as_array()) {
        names += item.at("serviceName").as_string();
      }
      const auto& next = page.at("nextCursor");
      cursor = next.is_null() ? "" : std::string(next.as_string());
    } while (!cursor.empty());
    return names;
  };
  EXPECT_EQ(walk("path"), "abcd");
  EXPECT_EQ(walk("-path"), "dcba");
  EXPECT_EQ(walk("freePercent"), "bcad");
  EXPECT_EQ(walk("-freePercent"), "acbd");
}

TEST_F(StorageListTest, ForgetsAMountThatIsNotReportedAnyMoreWhileOthersAre) {
  const int service = addService("a/b/c/d/db");
  push(service, 5, hoursAgo(24 * 7 + 1), "/old");
  push(service, 20, hoursAgo(24 * 7 - 1), "/data");
  EXPECT_THAT(item("a/b/c/d/db").at("mounts").as_array(), SizeIs(2)) << "all are silent";
  push(service, 60, {}, "/");
  EXPECT_EQ(item("a/b/c/d/db").at("freePercent"), json::value(20));
  EXPECT_THAT(item("a/b/c/d/db").at("mounts").as_array(), SizeIs(2));
  EXPECT_THAT(paths("?status=critical"), IsEmpty());
}

TEST_F(StorageListTest, ComesAsCsv) {
  push(addService("a/b/c/d/a"), 50);
  push(addService("a/b/c/d/b"), 50);
  const Response csv = getRaw("/api/v1/storage?limit=1", "text/csv");
  EXPECT_EQ(csv.content_type, "text/csv; charset=utf-8");
  EXPECT_THAT(csv.body, StartsWith("id,path,"));
  EXPECT_THAT(csv.body, HasSubstr(R"("a/b/c/d/a","The a")"));
  ASSERT_THAT(csv.headers, SizeIs(1));
  EXPECT_EQ(csv.headers[0].first, "X-Next-Cursor");
}

TEST_F(StorageListTest, RefusesAQueryThatCantBeUsed) {
  EXPECT_EQ(getRaw("/api/v1/storage?status=full", "").status, 400);
  EXPECT_EQ(getRaw("/api/v1/storage/x/history", "").status, 404);
  EXPECT_EQ(getRaw("/api/v1/storage/00000000-0000-0000-0000-000000000001/history", "").status, 404);
}

TEST_F(StorageListTest, WantsThePermission) {
  const auto status = [&](const std::string& path) {
    return kernel_.router.call(test::RequestBuilder::get(path).permission("catalog.read")).status;
  };
  EXPECT_EQ(status("/api/v1/storage"), 403);
  EXPECT_EQ(status("/api/v1/storage/00000000-0000-0000-0000-000000000001/history"), 403);
}

TEST_F(StorageListTest, HasAHistoryThatIsFilteredAndPaged) {
  const int service = addService("a/b/c/d/db");
  push(service, 50, hoursAgo(3));
  push(service, 40, hoursAgo(2), "/data");
  push(service, 40, hoursAgo(2));
  push(service, 30, hoursAgo(1));
  push(addService("a/b/c/d/other"), 70);
  EXPECT_THAT(history(service), ElementsAre("11:00 30 null", R"(10:00 40 "/data")", "10:00 40 null",
                                            "09:00 50 null"));
  EXPECT_THAT(history(service, "?mountPath=/data"), ElementsAre(R"(10:00 40 "/data")"));
  EXPECT_THAT(history(service, "?from=2026-03-15T10:00:00Z&to=2026-03-15T11:00:00Z"), SizeIs(2));
  std::vector<std::string> walked;
  std::string cursor;
  do {
    const json::value page = get("/api/v1/storage/" + uuidOf(service) + "/history?limit=1" +
                                 (cursor.empty() ? "" : "&cursor=" + cursor));
    walked.push_back(json::serialize(page.at("items").at(0).at("at")));
    const auto& next = page.at("nextCursor");
    cursor = next.is_null() ? "" : std::string(next.as_string());
  } while (!cursor.empty());
  EXPECT_THAT(walked, SizeIs(4));
}

}  // namespace
}  // namespace itops::storage
