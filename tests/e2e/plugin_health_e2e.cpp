// What operators see of a plugin's health.

#include <gmock/gmock.h>

#include "e2e/shared_core.hpp"

namespace itops::test {
namespace {

using testing::HasSubstr;

class PluginHealth : public SharedCore {};

TEST_F(PluginHealth, ShowsInReadinessPluginListAndMetrics) {
  const Answer ready = api.get("/ready");
  EXPECT_EQ(ready.status, 200);
  EXPECT_THAT(ready.raw.body, HasSubstr(R"({"name":"plugin sla","ready":true})"));
  const Answer plugins = api.get("/api/v1/plugins");
  for (const json::value& plugin : plugins["items"].as_array()) {
    EXPECT_EQ(plugin.at_pointer("/health/ready"), json::value(true)) << plugin;
  }
  EXPECT_THAT(api.get("/metrics").raw.body, HasSubstr("itops_plugin_ready{plugin=\"sla\"} 1\n"));
}

}  // namespace
}  // namespace itops::test
