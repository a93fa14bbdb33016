#include "templates/template_document.hpp"

#include <gtest/gtest.h>

#include "itops/error.hpp"
#include "support/caller_request.hpp"

namespace itops::templates {
namespace {

namespace json = boost::json;
using itops::test::CallerRequest;

CallerRequest requestWith(const std::string& body, const std::string& type = {}) {
  CallerRequest request;
  request.content = body;
  if (!type.empty()) request.headers["Content-Type"] = type;
  return request;
}

std::string codeOf(const std::string& body, const std::string& type = {}) {
  try {
    documentFrom(requestWith(body, type));
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInvalid);
    return error.code();
  }
  return "taken";
}

TEST(TemplateDocument, IsReadAsYamlOrJsonByWhatItIs) {
  const json::object expected{{"g", {json::object{{"name", "a"}}}}};
  EXPECT_EQ(documentFrom(requestWith("g:\n  - name: a\n")), expected);
  EXPECT_EQ(documentFrom(requestWith(R"( {"g":[{"name":"a"}]})")), expected);
  EXPECT_EQ(documentFrom(requestWith("{g: [{name: a}]}", "application/yaml")), expected);
  EXPECT_EQ(documentFrom(requestWith("g:\n  - name: a\n", "application/json")), expected);
}

TEST(TemplateDocument, MayCarryTheVersionThatCoreReads) {
  EXPECT_EQ(codeOf("version: 1\ng: []\n"), "taken");
  EXPECT_EQ(codeOf("version: 2\ng: []\n"), "template_version");
  EXPECT_EQ(codeOf("version: '1'\n"), "template_version");
}

TEST(TemplateDocument, IsAnObjectOfLists) {
  EXPECT_EQ(codeOf(""), "template_invalid");
  EXPECT_EQ(codeOf("[]"), "template_invalid");
  EXPECT_EQ(codeOf("g: 1\nh: {}\n"), "template_invalid");
  EXPECT_EQ(codeOf("{\"g\":", "application/json"), "json_invalid");
  EXPECT_EQ(codeOf("g: *x\n"), "yaml_invalid");
}

TEST(TemplateDocument, NamesEverySectionThatIsNoList) {
  try {
    documentFrom(requestWith("g: 1\nh: []\ni: x\n"));
    ADD_FAILURE() << "taken";
  } catch (const Error& error) {
    ASSERT_EQ(error.fields().size(), 2U);
    EXPECT_EQ(error.fields()[0].field, "g");
    EXPECT_EQ(error.fields()[1].field, "i");
  }
}

TEST(TemplateDocument, IsAnsweredAsYamlUnlessJsonIsAskedFor) {
  const json::object document{{"version", 1}};
  const Response yaml = documentResponse(CallerRequest(), document);
  EXPECT_EQ(yaml.content_type, "application/yaml");
  EXPECT_EQ(yaml.body, "version: 1\n");
  CallerRequest request;
  request.headers["Accept"] = "application/json";
  EXPECT_EQ(documentResponse(request, document).content_type, "application/json");
  EXPECT_EQ(documentResponse(request, document).body, R"({"version":1})");
}

}  // namespace
}  // namespace itops::templates
