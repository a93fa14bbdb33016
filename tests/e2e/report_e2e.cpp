// The daily report, made by hand.

#include <gmock/gmock.h>

#include <filesystem>

#include "e2e/shared_core.hpp"

namespace itops::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Reports : public SharedCore {};

// SLA-13, SLA-14, SLA-120, SLA-121
TEST_F(Reports, AreMadeAtOnceAndAgain) {
  api.push({{"path", path("api")}, {"status", "OPERATIONAL"}, {"slaGroup", "reported"}});
  const Answer first = api.call("POST", "/api/v1/sla/report/generate", "");
  ASSERT_EQ(first.status, 200) << first.raw.body;
  EXPECT_TRUE(std::filesystem::exists(first.text("path"))) << first.text("path");
  const Answer again = api.call("POST", "/api/v1/sla/report/generate", "");
  EXPECT_EQ(again.text("date"), first.text("date"));
  EXPECT_EQ(api.get("/api/v1/sla/reports").body.at("items").as_array().size(), 1U);
}

// SLA-119
TEST_F(Reports, AreMadeForThoseWithAKeyAndWithoutABody) {
  HttpClient client(core().port());
  EXPECT_EQ(client.post("/api/v1/sla/report/generate", "").status, 401);
  EXPECT_EQ(api.call("POST", "/api/v1/sla/report/generate").status, 200);
}

// Such a name broke every later report.
TEST_F(Reports, ShowAGroupWhoseNameHeldANoncharacter) {
  const Answer push =
      api.push(R"({"path":")" + path("api") + R"(","status":"OPERATIONAL","slaGroup":"z\uffff"})");
  ASSERT_EQ(push.status, 201) << push.raw.body;
  const Answer made = api.call("POST", "/api/v1/sla/report/generate", "");
  ASSERT_EQ(made.status, 200) << made.raw.body;
  const std::string base = "/api/v1/sla/reports/" + made.text("date");
  EXPECT_THAT(api.get(base + ".pdf").raw.body, StartsWith("%PDF-"));
  EXPECT_THAT(api.get(base + ".csv").raw.body, HasSubstr("z\uFFFD"));
}

TEST_F(Reports, AreDownloadedInThreeForms) {
  api.push(path("api"), "OPERATIONAL");
  const Answer made = api.call("POST", "/api/v1/sla/report/generate", "");
  const std::string base = "/api/v1/sla/reports/" + made.text("date");
  EXPECT_THAT(api.get(base + ".pdf").raw.body, StartsWith("%PDF-"));
  EXPECT_THAT(api.get(base + ".csv").raw.body, HasSubstr(path("api")));
  EXPECT_EQ(api.get(base + ".json").body.at("date"), json::value(made.text("date")));
}

}  // namespace
}  // namespace itops::test
