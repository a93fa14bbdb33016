// PATCH, DELETE and history of a service, the tree of nodes, and `?create=false`.

#include <gmock/gmock.h>

#include "e2e/shared_core.hpp"

namespace itops::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class CatalogService : public SharedCore {
 protected:
  void SetUp() override {
    id = api.push({{"path", path("api")},
                   {"status", "OPERATIONAL"},
                   {"criticality", "high"},
                   {"serviceType", "web"}})
             .text("id");
  }
  std::string target(const std::string& rest = "") { return "/api/v1/services/" + id + rest; }

  std::string id;
};

TEST_F(CatalogService, IsChangedFieldByFieldAndRemembersWhoSetWhat) {
  const Answer answer = api.patch(target(), {{"displayName", "The API"},
                                             {"description", "Serves."},
                                             {"team", "web"},
                                             {"namespace", "shop"},
                                             {"tags", {"a", "b"}},
                                             {"criticality", "critical"},
                                             {"unknownAfterSeconds", 60},
                                             {"downAfterSeconds", 90}});
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  EXPECT_EQ(answer.body, api.get(target()).body);
  EXPECT_EQ(answer.text("displayName"), "The API");
  EXPECT_EQ(answer["tags"], json::value(json::array{"a", "b"}));
  EXPECT_EQ(answer["unknownAfterSeconds"], json::value(60));
  EXPECT_EQ(answer["fieldOwners"].at("criticality"), json::value("person"));
  EXPECT_EQ(answer["fieldOwners"].at("type"), json::value("push"));
}

TEST_F(CatalogService, KeepsWhatAPersonSetAgainstLaterPushes) {
  api.patch(target(), {{"criticality", "critical"}});
  api.push({{"path", path("api")}, {"status", "DOWN"}, {"criticality", "low"}});
  EXPECT_EQ(api.get(target()).text("criticality"), "critical");
  EXPECT_EQ(api.get(target()).text("status"), "DOWN");
}

TEST_F(CatalogService, GetsADefaultBackByNullAndThenAPushMayFillIt) {
  api.patch(target(), {{"criticality", "critical"}, {"displayName", "X"}});
  const Answer answer = api.patch(target(), {{"criticality", nullptr}, {"displayName", nullptr}});
  EXPECT_EQ(answer.text("criticality"), "medium");
  EXPECT_FALSE(answer["fieldOwners"].as_object().contains("criticality"));
  EXPECT_NE(answer.text("displayName"), "X");
  api.push({{"path", path("api")}, {"status", "OPERATIONAL"}, {"criticality", "low"}});
  EXPECT_EQ(api.get(target()).text("criticality"), "low");
}

TEST_F(CatalogService, IsNotChangedAtAllByAPatchWithErrors) {
  const Answer answer = api.patch(
      target(), {{"team", "web"}, {"criticality", "vital"}, {"path", "x"}, {"tags", {1}}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.text("code"), "fields_invalid");
  EXPECT_THAT(texts(answer["errors"].as_array(), "field"),
              testing::UnorderedElementsAre("criticality", "path", "tags"));
  EXPECT_EQ(api.get(target()).text("team"), "");
}

TEST_F(CatalogService, RefusesThresholdsInTheWrongOrderAndNoJson) {
  const Answer answer =
      api.patch(target(), {{"unknownAfterSeconds", 600}, {"downAfterSeconds", 60}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(texts(answer["errors"].as_array(), "field"), ElementsAre("unknownAfterSeconds"));
  EXPECT_EQ(api.call("PATCH", target(), "{").status, 400);
  EXPECT_EQ(api.call("PATCH", target(), "[]").status, 400);
}

TEST_F(CatalogService, ThatDoesNotExistIs404ForEveryMethod) {
  for (const std::string unknown : {"00000000-0000-4000-8000-000000000000", "no-uuid"}) {
    const std::string other = "/api/v1/services/" + unknown;
    for (const char* method : {"GET", "PATCH", "DELETE"}) {
      const Answer answer = api.call(method, other, "{}");
      EXPECT_EQ(answer.status, 404) << method;
      EXPECT_EQ(answer.text("code"), "service_not_found");
    }
    EXPECT_EQ(api.get(other + "/status-events").status, 404);
  }
}

TEST_F(CatalogService, IsArchivedAndRevivedUnderTheSameId) {
  EXPECT_EQ(api.remove(target()).status, 204);
  EXPECT_TRUE(api.service(path("api")).empty());
  EXPECT_FALSE(api.get(target())["archivedAt"].is_null());
  EXPECT_THAT(api.all(target("/status-events")), SizeIs(1));
  EXPECT_EQ(api.remove(target()).status, 204);
  const Answer push = api.push(path("api"), "DEGRADED");
  EXPECT_EQ(push.status, 200);
  EXPECT_EQ(push.text("id"), id);
  EXPECT_TRUE(api.get(target())["archivedAt"].is_null());
  EXPECT_EQ(api.service(path("api")).at("status"), json::value("DEGRADED"));
  EXPECT_THAT(texts(api.all(target("/status-events")), "status"),
              ElementsAre("DEGRADED", "OPERATIONAL"));
}

TEST_F(CatalogService, ThatIsArchivedCountsInNoGroup) {
  api.push({{"path", path("api")}, {"status", "OPERATIONAL"}, {"slaGroup", node()}});
  EXPECT_THAT(api.all("/api/v1/services?slaGroup=" + node()), SizeIs(1));
  api.remove(target());
  EXPECT_THAT(api.all("/api/v1/services?slaGroup=" + node()), IsEmpty());
}

TEST_F(CatalogService, ShowsItsHistoryInPagesNewestFirst) {
  std::vector<std::string> expected{"OPERATIONAL"};
  for (int i = 0; i < 7; ++i) {
    expected.insert(expected.begin(), i % 2 ? "OPERATIONAL" : "DOWN");
    api.push({{"path", path("api")}, {"status", expected.front()}, {"message", std::to_string(i)}});
  }
  const json::array events = api.all(target("/status-events?limit=3"));
  EXPECT_EQ(texts(events, "status"), expected);
  EXPECT_EQ(events[0].at("previousStatus"), json::value("OPERATIONAL"));
  EXPECT_EQ(events[0].at("message"), json::value("6"));
  EXPECT_EQ(events[0].at("cause"), json::value("push"));
  EXPECT_EQ(events[7].at("cause"), json::value("created"));
  EXPECT_TRUE(events[7].at("previousStatus").is_null());
}

TEST_F(CatalogService, ShowsItsHistoryOfAHalfOpenInterval) {
  api.push(path("api"), "DOWN");
  api.push(path("api"), "OPERATIONAL");
  const json::array events = api.all(target("/status-events"));
  const std::string from = textOf(events[1].at("occurredAt"));
  const std::string to = textOf(events[0].at("occurredAt"));
  EXPECT_THAT(texts(api.all(target("/status-events?from=" + from + "&to=" + to)), "status"),
              ElementsAre("DOWN"));
  EXPECT_EQ(api.get(target("/status-events?from=yesterday")).status, 400);
}

TEST_F(CatalogService, IsNotCreatedByAPushThatForbidsIt) {
  const std::string body = "{\"path\":\"" + path("new") + "\",\"status\":\"DOWN\"}";
  const Answer answer = api.call("POST", "/api/v1/health/report?create=false", body);
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.text("code"), "service_not_found");
  EXPECT_TRUE(api.service(path("new")).empty());
  const std::string known = "{\"path\":\"" + path("api") + "\",\"status\":\"DOWN\"}";
  EXPECT_EQ(api.call("POST", "/api/v1/health/report?create=false", known).status, 200);
}

TEST_F(CatalogService, AnswersAWrongMethodWith405AndAllow) {
  const Answer answer = api.call("PUT", target(), "{}");
  EXPECT_EQ(answer.status, 405);
  for (const char* method : {"GET", "PATCH", "DELETE"}) {
    EXPECT_THAT(answer.raw.header("allow"), testing::HasSubstr(method));
  }
}

class Hierarchy : public FreshCore {};

// PUSH-05, REPO-99
TEST_F(Hierarchy, NestsNodesCountsByStatusAndMarksTheUnknownBranch) {
  api.push("acme/shop/prod/c1/api", "OPERATIONAL");
  api.push("acme/shop/prod/c1/db", "DOWN");
  api.push("acme/shop/test/c2/api", "DOWN");
  EXPECT_THAT(api.push("acme/solo", "OPERATIONAL").warnings(), Contains("path.padded"));
  const Answer tree = api.get("/api/v1/hierarchy");
  const json::value& acme = tree.body.at_pointer("/items/0");
  EXPECT_EQ(acme.at("level"), json::value("organization"));
  EXPECT_EQ(acme.at("services"), json::value(4));
  EXPECT_EQ(acme.at("counts").at("DOWN"), json::value(2));
  EXPECT_FALSE(acme.as_object().contains("unknown"));
  EXPECT_THAT(texts(acme.at("children").as_array(), "path"),
              ElementsAre("acme/shop", "acme/unknown"));
  EXPECT_EQ(acme.at_pointer("/children/1/unknown"), json::value(true));
  EXPECT_EQ(acme.at_pointer("/children/1/children/0/children/0/unknown"), json::value(true));
  EXPECT_EQ(acme.at_pointer("/children/0/children/0/children/0/counts/DOWN"), json::value(1));
}

TEST_F(Hierarchy, CountsNoArchivedService) {
  const std::string id = api.push("acme/shop/prod/c1/api", "DOWN").text("id");
  api.push("acme/shop/prod/c1/db", "OPERATIONAL");
  api.remove("/api/v1/services/" + id);
  const Answer tree = api.get("/api/v1/hierarchy");
  EXPECT_EQ(tree.body.at_pointer("/items/0/services"), json::value(1));
  EXPECT_EQ(tree.body.at_pointer("/items/0/counts/DOWN"), json::value(0));
}

TEST_F(Hierarchy, EndsAtTheDepthAskedFor) {
  api.push("acme/shop/prod/c1/api", "OPERATIONAL");
  const Answer tree = api.get("/api/v1/hierarchy?depth=2");
  EXPECT_EQ(tree.body.at_pointer("/items/0/children/0/services"), json::value(1));
  EXPECT_THAT(tree.body.at_pointer("/items/0/children/0/children").as_array(), IsEmpty());
  for (const char* depth : {"0", "5", "x", "-1"}) {
    EXPECT_EQ(api.get(std::string("/api/v1/hierarchy?depth=") + depth).status, 400) << depth;
  }
}

}  // namespace
}  // namespace itops::test
