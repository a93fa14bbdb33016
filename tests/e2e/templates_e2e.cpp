// Export and import of the template document, over HTTP.

#include <gmock/gmock.h>

#include "e2e/shared_core.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kExport = "/api/v1/templates/export";
const std::string kImport = "/api/v1/templates/import";

class Templates : public FreshCore {};

// REPO-116, REPO-117
TEST_F(Templates, CarryTheGroupsOfAnInstallationAsYaml) {
  api.push({{"path", "o/p/e/c/s"}, {"status", "DOWN"}, {"slaGroup", "true"}});
  const Answer exported = api.get(kExport);
  EXPECT_EQ(exported.status, 200);
  EXPECT_EQ(exported.raw.header("content-type"), "application/yaml");
  EXPECT_THAT(exported.raw.body, HasSubstr("sla_groups:\n  - name: \"true\"\n"));

  const std::string more = exported.raw.body + "  - name: web\n    displayName: Web shops\n";
  const Answer imported = api.call("POST", kImport, more, {{"Content-Type", "application/yaml"}});
  EXPECT_EQ(imported.status, 200) << imported.raw.body;
  EXPECT_EQ(imported.body.at_pointer("/sections/0/created"), json::value(1));
  EXPECT_EQ(imported.body.at_pointer("/sections/0/unchanged"), json::value(1));
  EXPECT_EQ(api.get(kExport).raw.body, more);
  EXPECT_THAT(texts(api.all("/api/v1/audit?action=templates.import"), "action"),
              ElementsAre("templates.import"));
}

TEST_F(Templates, OfADryRunStayOut) {
  const Answer answer =
      api.call("POST", kImport + "?dryRun=true", R"({"sla_groups":[{"name":"a"}],"more":[]})");
  EXPECT_EQ(answer["dryRun"], json::value(true));
  EXPECT_EQ(answer.body.at_pointer("/sections/0/created"), json::value(1));
  EXPECT_EQ(answer["warnings"].as_array().size(), 1U);
  EXPECT_EQ(api.get(kExport).raw.body, "version: 1\nsla_groups: []\n");
  EXPECT_EQ(api.get("/api/v1/audit?action=templates.import")["items"].as_array().size(), 0U);
}

TEST_F(Templates, ComeAsJsonBySectionOnRequest) {
  const HttpClient::Headers json_wanted{{"Accept", "application/json"}};
  const Answer answer = api.call("GET", kExport + "?sections=sla_groups", {}, json_wanted);
  EXPECT_EQ(answer.raw.body, R"({"version":1,"sla_groups":[]})");
  EXPECT_EQ(api.get(kExport + "?sections=workflow").text("code"), "query_invalid");
}

TEST_F(Templates, ThatCanNotBeReadAreRefusedWithPlaceAndReason) {
  const Answer bomb = api.call("POST", kImport, "a: &a [x]\nb: [*a, *a]\n");
  EXPECT_EQ(bomb.status, 400);
  EXPECT_THAT(bomb.text("detail"), HasSubstr("line 1: anchors and aliases"));
  const Answer wrong = api.call("POST", kImport, "sla_groups:\n  - displayName: x\n");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(texts(wrong["errors"].as_array(), "field"), ElementsAre("sla_groups[0].name"));
}

}  // namespace
}  // namespace itops::test
