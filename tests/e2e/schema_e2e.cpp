// The schemas that the interface states, against what core really answers.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "e2e/schema_check.hpp"
#include "e2e/shared_core.hpp"

namespace itops::test {
namespace {

class Schema : public SharedCore {
 protected:
  void SetUp() override {
    document = api.get("/openapi.json").body;
    push = api.push(R"({"path":")" + path("api") + R"(","nonsense":1})");
    id = push.text("id");
  }

  const json::value& schemaOf(const std::string& route, const std::string& method,
                              const std::string& status) {
    return document.at("paths")
        .at(route)
        .at(method)
        .at("responses")
        .at(status)
        .at("content")
        .at("application/json")
        .at("schema");
  }

  json::value document;
  Answer push;
  std::string id;
};

TEST(SchemaCheck, FindsWhatIsMissingExtraOrOfAnotherType) {
  const json::value schema = json::parse(
      R"({"type":"object","properties":{"a":{"type":"string","enum":["x"]},"b":{"type":"array",)"
      R"("items":{"type":["integer","null"]}}}})");
  EXPECT_EQ(mismatch(json::parse(R"({"a":"x","b":[1,null]})"), schema, ""), "");
  EXPECT_EQ(mismatch(json::parse(R"({"a":"x"})"), schema, ""), ".b is missing");
  EXPECT_EQ(mismatch(json::parse(R"({"a":"y","b":[]})"), schema, ""), ".a is the word \"y\"");
  EXPECT_EQ(mismatch(json::parse(R"({"a":"x","b":["1"]})"), schema, ""), ".b[] is \"1\"");
  EXPECT_EQ(mismatch(json::parse(R"({"a":"x","b":[],"c":1})"), schema, ""), ".c is extra");
}

TEST_F(Schema, OfEveryRouteFitsItsRealAnswer) {
  const std::string one = "/api/v1/services/" + id;
  const std::vector<std::pair<std::string, std::string>> routes{
      {"/api/v1/services", "/api/v1/services?path=" + path("api")},
      {"/api/v1/services/{id}", one},
      {"/api/v1/services/{id}/status-events", one + "/status-events"},
      {"/api/v1/hierarchy", "/api/v1/hierarchy"},
      {"/api/v1/plugins", "/api/v1/plugins"},
      {"/api/v1/sla/snapshots", "/api/v1/sla/snapshots?path=" + path("api")},
      {"/health", "/health"},
      {"/ready", "/ready"}};
  for (const auto& [route, target] : routes) {
    const Answer answer = api.get(target);
    EXPECT_EQ(answer.status, 200) << target;
    EXPECT_EQ(mismatch(answer.body, schemaOf(route, "get", "200"), ""), "") << target;
  }
}

TEST_F(Schema, OfAPushFitsTheAnswersThatCreateAndUpdate) {
  const std::string route = "/api/v1/health/report";
  EXPECT_EQ(push.status, 201);
  EXPECT_EQ(mismatch(push.body, schemaOf(route, "post", "201"), ""), "");
  const Answer second = api.push(path("api"), "DOWN");
  EXPECT_EQ(second.status, 200);
  EXPECT_EQ(mismatch(second.body, schemaOf(route, "post", "200"), ""), "");
}

// PUSH-54
TEST_F(Schema, IsWhatTheDocumentOfPushesLeadsTo) {
  std::ifstream stream(std::string(ITOPS_SOURCE_DIR) + "/docs/push.md");
  const std::string push_document{std::istreambuf_iterator<char>(stream), {}};
  EXPECT_NE(push_document.find("http://127.0.0.1:8080/docs"), push_document.npos);
  EXPECT_EQ(api.get("/docs").status, 200);
  for (const char* route : {"health", "storage", "backup"}) {
    const auto& operation =
        document.at("paths").at("/api/v1/" + std::string(route) + "/report").at("post").as_object();
    const auto& fields = operation.at("requestBody")
                             .at("content")
                             .at("application/json")
                             .at("schema")
                             .at("properties")
                             .as_object();
    for (const auto& [name, field] : fields) {
      EXPECT_TRUE(field.as_object().contains("type") || field.as_object().contains("enum"))
          << route << " " << name;
    }
    EXPECT_TRUE(operation.at("responses").as_object().contains("201")) << route;
  }
}

TEST_F(Schema, OfAPatchFitsItsAnswer) {
  const Answer answer = api.patch("/api/v1/services/" + id, {{"team", "web"}});
  EXPECT_EQ(mismatch(answer.body, schemaOf("/api/v1/services/{id}", "patch", "200"), ""), "");
}

}  // namespace
}  // namespace itops::test
