// The trail of changes, over HTTP.

#include <gmock/gmock.h>

#include "e2e/shared_core.hpp"

namespace itops::test {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class Audit : public SharedCore {
 protected:
  void SetUp() override { id = api.push(path("api"), "OPERATIONAL").text("id"); }
  std::string trail() const { return "/api/v1/audit?objectId=" + id; }

  std::string id;
};

TEST_F(Audit, TellsWhoChangedAServiceFromWhereAndWhat) {
  const Answer change = api.call("PATCH", "/api/v1/services/" + id, R"({"team":"web"})",
                                 {{"X-Request-Id", "change-1"}});
  ASSERT_EQ(change.status, 200) << change.raw.body;
  const json::array items = api.all(trail());
  ASSERT_THAT(items, SizeIs(1)) << "the push is not audited";
  EXPECT_EQ(items[0].at("action"), json::value("service.update"));
  EXPECT_EQ(items[0].at("actor"), json::value("operator-key"));
  EXPECT_EQ(items[0].at("actorKind"), json::value("key"));
  EXPECT_EQ(items[0].at("clientAddress"), json::value("127.0.0.1"));
  EXPECT_EQ(items[0].at("requestId"), json::value("change-1"));
  EXPECT_EQ(items[0].at("objectName"), json::value(path("api")));
  EXPECT_EQ(items[0].at_pointer("/before/team"), json::value(""));
  EXPECT_EQ(items[0].at_pointer("/after/team"), json::value("web"));
}

TEST_F(Audit, ComesInPagesNewestFirst) {
  for (const char* team : {"a", "b", "c"}) {
    api.patch("/api/v1/services/" + id, {{"team", team}});
  }
  api.remove("/api/v1/services/" + id);
  const json::array items = api.all(trail() + "&limit=2");
  EXPECT_THAT(texts(items, "action"), testing::ElementsAre("service.archive", "service.update",
                                                           "service.update", "service.update"));
  EXPECT_EQ(items[1].at_pointer("/after/team"), json::value("c"));
}

TEST_F(Audit, TellsWhoAskedForAJob) {
  ASSERT_EQ(api.call("POST", "/api/v1/jobs/kernel.detect_silence/run", "",
                     {{"X-Request-Id", "job-in-cluster"}})
                .status,
            202);
  ASSERT_EQ(
      api.call("POST", "/api/v1/jobs/kernel.note_heartbeat/run", "", {{"X-Request-Id", "job-here"}})
          .status,
      202);
  std::vector<std::string> asked;
  for (const auto& item : api.all("/api/v1/audit?objectType=job")) {
    EXPECT_EQ(item.at("action"), json::value("job.run"));
    asked.emplace_back(item.at("requestId").as_string());
  }
  EXPECT_THAT(asked, testing::IsSupersetOf({"job-in-cluster", "job-here"}));
}

TEST_F(Audit, ComesAsCsv) {
  api.patch("/api/v1/services/" + id, {{"team", "=1"}});
  const Answer answer = api.call("GET", trail(), {}, {{"Accept", "text/csv"}});
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.raw.body, HasSubstr("\"service.update\",\"service\",\"" + id + "\""));
}

TEST_F(Audit, NamesWrongParameters) {
  const Answer answer = api.get("/api/v1/audit?from=yesterday&limit=0");
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(texts(answer["errors"].as_array(), "field"), testing::ElementsAre("from", "limit"));
}

}  // namespace
}  // namespace itops::test
