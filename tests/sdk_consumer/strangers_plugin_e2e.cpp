// The plugin that run.cmake made, in a running core.
#include <gtest/gtest.h>

#include "e2e/api_client.hpp"
#include "e2e/core_process.hpp"
#include "e2e/eventually.hpp"

namespace itops::test {
namespace {

constexpr const char* kPath = "shop/web/production/north/api";
constexpr const char* kNotes = "/api/v1/stock_list/notes?service=shop/web/production/north/api";

/// The texts of the notes, newest first.
std::vector<std::string> notes(const ApiClient& api) {
  return texts(api.get(kNotes)["items"].as_array(), "text");
}

// Slow: starts core with the embedded PostgreSQL.
TEST(StrangersPlugin, WorksInACoreThatKnowsNothingOfIt) {
  CoreProcess core(Environment{{"ITOPS_PLUGINS_DIR", ITOPS_STRANGERS_FOLDER}});
  core.start();
  const ApiClient api(core);
  ASSERT_EQ(api.push(kPath, "OPERATIONAL").status, 201);

  EXPECT_EQ(api.call("POST", kNotes, "moved to rack 7").status, 201);
  EXPECT_EQ(notes(api), std::vector<std::string>{"moved to rack 7"});
  EXPECT_EQ(api.get("/api/v1/sla/snapshots?path=" + std::string(kPath)).status, 200)
      << "the installation's own plugins are still there";

  ASSERT_EQ(api.push(kPath, "DOWN").status, 200);
  EXPECT_TRUE(eventually([&] { return notes(api).size() == 2; })) << "no note of the outage";
}

}  // namespace
}  // namespace itops::test
