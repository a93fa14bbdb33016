// GET /api/v1/services: filters, order, pages, CSV.

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "e2e/shared_core.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class ServiceList : public SharedCore {
 protected:
  /// Names of the services of this test that a query finds.
  std::vector<std::string> find(const std::string& query) {
    return texts(api.all("/api/v1/services?path=" + node() + "&" + query), "name");
  }

  /// Three services that differ in everything.
  void pushThree() {
    api.push({{"path", path("alpha")},
              {"status", "OPERATIONAL"},
              {"criticality", "critical"},
              {"tags", {"red", "db"}},
              {"slaGroup", node() + " gold"},
              {"serviceType", "database"},
              {"namespace", "shop"},
              {"message", "fine 100%"}});
    api.push({{"path", path("beta")},
              {"status", "DOWN"},
              {"criticality", "low"},
              {"tags", {"red"}},
              {"message", "disk_full"}});
    api.push({{"path", path("gamma")}, {"status", "MAINTENANCE"}});
    const std::string gamma = textOf(api.service(path("gamma")).at("id"));
    api.patch("/api/v1/services/" + gamma, {{"team", "platform"}, {"displayName", "The Third"}});
  }
};

std::string withoutSpaces(std::string text) {
  for (auto at = text.find(' '); at != std::string::npos; at = text.find(' ')) {
    text.replace(at, 1, "%20");
  }
  return text;
}

TEST_F(ServiceList, IsFilteredByEachField) {
  pushThree();
  EXPECT_THAT(find("status=DOWN"), ElementsAre("beta"));
  EXPECT_THAT(find("status=DOWN,MAINTENANCE"), ElementsAre("beta", "gamma"));
  EXPECT_THAT(find("tag=red"), ElementsAre("alpha", "beta"));
  EXPECT_THAT(find("source=external"), SizeIs(3));
  EXPECT_THAT(find("source=agent"), IsEmpty());
  EXPECT_THAT(find(withoutSpaces("slaGroup=" + node() + " gold")), ElementsAre("alpha"));
  EXPECT_THAT(find("criticality=medium"), ElementsAre("gamma"));
  EXPECT_THAT(find("type=database"), ElementsAre("alpha"));
  EXPECT_THAT(find("team=platform"), ElementsAre("gamma"));
  EXPECT_THAT(find("namespace=shop"), ElementsAre("alpha"));
  EXPECT_THAT(find("tag=red&criticality=low"), ElementsAre("beta"));
}

TEST_F(ServiceList, IsSearchedInAnyCaseAndWithoutWildcards) {
  pushThree();
  EXPECT_THAT(find("q=ALPHA"), ElementsAre("alpha"));
  EXPECT_THAT(find("q=the%20third"), ElementsAre("gamma"));
  EXPECT_THAT(find("q=disk_full"), ElementsAre("beta"));
  EXPECT_THAT(find("q=disk%25full"), IsEmpty());
  EXPECT_THAT(find("q=100%25"), ElementsAre("alpha"));
}

TEST_F(ServiceList, TakesAPathAsServiceOrAsNodeAtASegmentBoundary) {
  api.push(path("api"), "OPERATIONAL");
  api.push(path("api-gateway"), "OPERATIONAL");
  api.push(node() + "x/api", "OPERATIONAL");
  const auto paths = [this](const std::string& prefix) {
    return texts(api.all("/api/v1/services?path=" + prefix), "path");
  };
  EXPECT_THAT(paths(path("api")), ElementsAre(path("api")));
  EXPECT_THAT(paths(node()), ElementsAre(path("api"), path("api-gateway")));
  EXPECT_THAT(paths(node() + "/"), ElementsAre(path("api"), path("api-gateway")));
}

TEST_F(ServiceList, IsSortedBothWays) {
  pushThree();
  EXPECT_THAT(find("sort=name"), ElementsAre("alpha", "beta", "gamma"));
  EXPECT_THAT(find("sort=-name"), ElementsAre("gamma", "beta", "alpha"));
  EXPECT_THAT(find("sort=path"), ElementsAre("alpha", "beta", "gamma"));
  EXPECT_THAT(find("sort=-path"), ElementsAre("gamma", "beta", "alpha"));
  EXPECT_THAT(find("sort=status"), ElementsAre("alpha", "beta", "gamma"));
  EXPECT_THAT(find("sort=-status"), ElementsAre("gamma", "beta", "alpha"));
  EXPECT_THAT(find("sort=criticality"), ElementsAre("alpha", "gamma", "beta"));
  EXPECT_THAT(find("sort=-criticality"), ElementsAre("beta", "gamma", "alpha"));
  for (const std::string time : {"statusSince", "lastSeenAt", "createdAt"}) {
    EXPECT_THAT(find("sort=" + time), ElementsAre("alpha", "beta", "gamma")) << time;
    EXPECT_THAT(find("sort=-" + time), ElementsAre("gamma", "beta", "alpha")) << time;
  }
}

TEST_F(ServiceList, ComesInPagesWithoutLossOrRepetitionInEveryOrder) {
  std::vector<std::string> names;
  for (int i = 0; i < 23; ++i) {
    names.push_back("s" + std::to_string(100 + i));
    api.push({{"path", path(names.back())}, {"status", i % 2 ? "DOWN" : "OPERATIONAL"}});
  }
  for (const std::string sort :
       {"path", "name", "status", "criticality", "statusSince", "lastSeenAt", "createdAt"}) {
    for (const std::string direction : {"", "-"}) {
      auto found = find("limit=4&sort=" + direction + sort);
      std::sort(found.begin(), found.end());
      EXPECT_THAT(found, ElementsAreArray(names)) << direction << sort;
    }
  }
}

TEST_F(ServiceList, LosesAndRepeatsNothingWhileServicesAreAdded) {
  std::set<std::string> before;
  for (int i = 0; i < 40; ++i) {
    const std::string name = "m" + std::to_string(10 + i);
    before.insert(name);
    api.push(path(name), "OPERATIONAL");
  }
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 0; !done; ++i) {
      for (const char* letter : {"a", "m1", "z"}) {
        api.push(path(letter + std::string("-") + std::to_string(i)), "OPERATIONAL");
      }
    }
  });
  for (int round = 0; round < 5; ++round) {
    const auto found = find("limit=5");
    const std::set<std::string> unique(found.begin(), found.end());
    EXPECT_EQ(unique.size(), found.size()) << "a service came twice";
    EXPECT_TRUE(std::includes(unique.begin(), unique.end(), before.begin(), before.end()));
  }
  done = true;
  writer.join();
}

TEST_F(ServiceList, RefusesWrongParametersAllAtOnce) {
  const Answer answer = api.get("/api/v1/services?status=FINE&limit=501&sort=colour&cursor=abc");
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.text("code"), "query_invalid");
  EXPECT_THAT(texts(answer["errors"].as_array(), "field"),
              ElementsAre("status", "sort", "limit", "cursor"));
}

TEST_F(ServiceList, RefusesACursorOfAnotherOrder) {
  pushThree();
  const Answer page = api.get("/api/v1/services?limit=1&sort=name&path=" + node());
  EXPECT_EQ(api.get("/api/v1/services?limit=1&sort=-name&path=" + node() +
                    "&cursor=" + page.text("nextCursor"))
                .status,
            400);
}

TEST_F(ServiceList, ComesAsCsvWithFormulasDefused) {
  api.push({{"path", path("api")}, {"status", "DOWN"}, {"message", "=HYPERLINK(\"http://evil\")"}});
  api.push({{"path", path("web")}, {"status", "DOWN"}, {"message", "say \"hi\", twice"}});
  const Answer answer =
      api.call("GET", "/api/v1/services?limit=1&path=" + node(), {}, {{"Accept", "text/csv"}});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.raw.header("content-type"), "text/csv; charset=utf-8");
  EXPECT_THAT(answer.raw.body, HasSubstr(R"csv("'=HYPERLINK(""http://evil"")")csv"));
  EXPECT_THAT(answer.raw.body, testing::StartsWith("id,path,displayName,"));
  const Answer next = api.call(
      "GET",
      "/api/v1/services?limit=1&path=" + node() + "&cursor=" + answer.raw.header("x-next-cursor"),
      {}, {{"Accept", "text/csv"}});
  EXPECT_THAT(next.raw.body, HasSubstr(R"("say ""hi"", twice")"));
  EXPECT_EQ(next.raw.header("x-next-cursor"), "");
}

TEST_F(ServiceList, DefusesEveryBeginningOfAFormulaInCsv) {
  for (const std::string start : {"=", "+", "-", "@", "\\t", "\\r"}) {
    api.push(R"({"path":")" + path("api") + R"(","message":")" + start + "1\"}");
    const Answer answer =
        api.call("GET", "/api/v1/services?path=" + node(), {}, {{"Accept", "text/csv"}});
    EXPECT_THAT(answer.raw.body, HasSubstr(",\"'")) << start;
  }
}

}  // namespace
}  // namespace itops::test
