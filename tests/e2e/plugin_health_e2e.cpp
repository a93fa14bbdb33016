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
  EXPECT_EQ(plugins.body.at_pointer("/items/0/health/ready"), json::value(true));
  EXPECT_THAT(api.get("/metrics").raw.body, HasSubstr("itops_plugin_ready{plugin=\"sla\"} 1\n"));
}

}  // namespace
}  // namespace itops::test
