// Documents that the program makes of itself, against the ones that were reviewed.
// `./dev golden` writes them anew.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "e2e/shared_core.hpp"

namespace itops::test {
namespace {

std::string contentsOf(const std::string& file) {
  std::ifstream stream(std::string(ITOPS_SOURCE_DIR) + "/" + file);
  EXPECT_TRUE(stream) << file << " is missing";
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Standard output alone, as in `itops ARGUMENT >file`.
std::string printed(const std::string& argument) {
  return runProgram({"/bin/sh", "-c", "exec " + itopsProgram() + " " + argument + " 2>/dev/null"})
      .output;
}

TEST(Golden, OpenApiIsTheReviewedOne) {
  EXPECT_EQ(printed("--print-openapi"), contentsOf("tests/golden/openapi.json"))
      << "The interface changed. Run ./dev golden and review what it did.";
}

TEST(Golden, ConfigurationReferenceIsTheReviewedOne) {
  EXPECT_EQ(printed("--config-reference"), contentsOf("docs/configuration.md"))
      << "The settings changed. Run ./dev golden and review what it did.";
}

/// Real answers against the schemas that the interface states for them.
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

/// Empty when the value has the type, members and words of the schema; else where it hasn't.
std::string mismatch(const json::value& value, const json::value& schema, const std::string& at);

std::string mismatchOfMembers(const json::object& object, const json::object& schema,
                              const std::string& at) {
  const auto* properties = schema.if_contains("properties");
  if (properties == nullptr) return {};
  for (const auto& [name, member_schema] : properties->as_object()) {
    const std::string place = at + "." + std::string(name);
    const auto* member = object.if_contains(name);
    if (member == nullptr && name != "unknown" && name != "detail") return place + " is missing";
    const std::string wrong = member ? mismatch(*member, member_schema, place) : "";
    if (!wrong.empty()) return wrong;
  }
  for (const auto& [name, member] : object) {
    if (!properties->as_object().contains(name)) return at + "." + std::string(name) + " is extra";
  }
  return {};
}

bool hasType(const json::value& value, std::string_view type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_bool();
  if (type == "null") return value.is_null();
  return value.is_number() && (type == "number" || value.is_int64());
}

bool hasAnyType(const json::value& value, const json::value& type) {
  if (type.is_string()) return hasType(value, type.as_string());
  for (const json::value& one : type.as_array()) {
    if (hasType(value, one.as_string())) return true;
  }
  return false;
}

bool isOneOf(const json::value& value, const json::array& words) {
  return std::find(words.begin(), words.end(), value) != words.end();
}

std::string mismatch(const json::value& value, const json::value& schema, const std::string& at) {
  const json::object& rules = schema.as_object();
  if (const auto* type = rules.if_contains("type"); type && !hasAnyType(value, *type)) {
    return at + " is " + json::serialize(value);
  }
  if (const auto* words = rules.if_contains("enum"); words && !isOneOf(value, words->as_array())) {
    return at + " is the word " + json::serialize(value);
  }
  if (value.is_object()) return mismatchOfMembers(value.as_object(), rules, at);
  if (!value.is_array() || !rules.contains("items")) return {};
  for (const json::value& item : value.as_array()) {
    const std::string wrong = mismatch(item, rules.at("items"), at + "[]");
    if (!wrong.empty()) return wrong;
  }
  return {};
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

TEST_F(Schema, OfAPatchFitsItsAnswer) {
  const Answer answer = api.patch("/api/v1/services/" + id, {{"team", "web"}});
  EXPECT_EQ(mismatch(answer.body, schemaOf("/api/v1/services/{id}", "patch", "200"), ""), "");
}

}  // namespace
}  // namespace itops::test
