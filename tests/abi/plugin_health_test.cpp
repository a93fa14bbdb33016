#include <gtest/gtest.h>

#include "host_fixture.hpp"

namespace itops::plugin::test {
namespace {

class PluginHealth : public HostFixture {};

TEST_F(PluginHealth, ThatBlocksMakesThePluginNotReadyAndHoldsNobodyUp) {
  health_limit_ = std::chrono::milliseconds(20);
  start("blocks_in_health");

  EXPECT_EQ(status("blocks_in_health").health.detail,
            "Plugin blocks_in_health did not tell its health within 20 ms; its health() blocks.");
  turnstile_.waitForSomebody();
  EXPECT_FALSE(host_.ready().front().health.ready);
  EXPECT_NE(metrics_.text().find(
                "itops_plugin_calls_total{kind=\"health\",plugin=\"blocks_in_health\"} 1\n"),
            std::string::npos)
      << "it is not asked a second time meanwhile";
  turnstile_.open();
}

TEST_F(PluginHealth, IsToldAgainOnceItNoLongerBlocks) {
  health_limit_ = std::chrono::milliseconds(20);
  start("blocks_in_health");
  EXPECT_FALSE(status("blocks_in_health").health.ready);

  turnstile_.open();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!status("blocks_in_health").health.ready && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::yield();
  }
  EXPECT_TRUE(status("blocks_in_health").health.ready);
}

}  // namespace
}  // namespace itops::plugin::test
