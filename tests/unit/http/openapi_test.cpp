#include "http/openapi.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace itops::http {
namespace {

class OpenApiTest : public testing::Test {
 protected:
  void add(Method method, const char* path, Access access, RouteDoc doc) {
    table.add("sla", {method, path, std::move(access), std::move(doc),
                      [](const Request&) { return Response{}; }});
  }
  boost::json::value at(const char* pointer) {
    table.freeze();
    return boost::json::parse(openApiDocument(table, "1.2.3")).at_pointer(pointer);
  }

  RouteTable table;
};

TEST_F(OpenApiTest, NamesItselfAndItsVersion) {
  EXPECT_EQ(at("/openapi"), "3.1.0");
  EXPECT_EQ(at("/info/version"), "1.2.3");
}

TEST_F(OpenApiTest, DescribesAnOperation) {
  RouteDoc doc{"Changes a thing"};
  doc.description = "Slowly.";
  doc.query = {{"dry", "Only pretend", R"({"type":"boolean"})"}};
  doc.request_schema = R"({"type":"object"})";
  doc.response_schema = R"({"type":"array"})";
  doc.statuses = {200, 204};
  add(Method::kPut, "/things/{id}", Access::permission("things.write"), doc);
  EXPECT_EQ(at("/paths/~1things~1{id}/put"), boost::json::parse(R"({
    "operationId": "put_things_id", "tags": ["sla"], "summary": "Changes a thing",
    "description": "Slowly.", "x-permission": "things.write",
    "security": [{"apiKey": []}, {"bearer": []}],
    "parameters": [
      {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
      {"name": "dry", "in": "query", "description": "Only pretend",
       "schema": {"type": "boolean"}}],
    "requestBody": {"required": true,
                    "content": {"application/json": {"schema": {"type": "object"}}}},
    "responses": {
      "200": {"description": "OK",
              "content": {"application/json": {"schema": {"type": "array"}}}},
      "204": {"description": "No Content"},
      "default": {"$ref": "#/components/responses/Problem"}}})"));
}

TEST_F(OpenApiTest, MarksOpenRoutes) {
  add(Method::kGet, "/open", Access::open(), {"Open"});
  EXPECT_EQ(at("/paths/~1open/get/security"), boost::json::array());
}

TEST_F(OpenApiTest, KeepsOperationsOfOnePathTogether) {
  add(Method::kGet, "/things", Access::open(), {"List"});
  add(Method::kPost, "/things", Access::open(), {"Make"});
  EXPECT_EQ(at("/paths/~1things").as_object().size(), 2U);
  EXPECT_EQ(at("/tags"), boost::json::parse(R"([{"name":"sla"}])"));
}

TEST_F(OpenApiTest, DefinesWhatItRefersTo) {
  EXPECT_EQ(at("/components/responses/Problem/content/application~1problem+json/schema/$ref"),
            "#/components/schemas/Problem");
  EXPECT_TRUE(at("/components/schemas/Problem/properties/requestId").is_object());
}

}  // namespace
}  // namespace itops::http
