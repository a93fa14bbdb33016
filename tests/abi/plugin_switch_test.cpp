// Plugins that are switched while they run: nothing is stopped, everything is gated.
#include "host_fixture.hpp"

namespace itops::plugin::test {
namespace {

class PluginSwitches : public HostFixture {
 protected:
  void SetUp() override {
    switches_["hello"] = false;
    start("good");
  }
  void apply(const std::string& id, bool enabled) {
    host_.applySwitches({{id, {enabled, "ada", Timestamp(std::chrono::seconds(1))}}});
  }
  http::RouteMatch::Kind match(std::string_view path) const {
    return routes_.match("GET", path).kind;
  }
};

using Kind = http::RouteMatch::Kind;

TEST_F(PluginSwitches, GateThePathsAndOpenThemAgain) {
  apply("caller", false);
  EXPECT_EQ(match("/api/v1/caller/world"), Kind::kPluginDisabled);
  EXPECT_EQ(match("/api/v1/caller/unknown/path"), Kind::kPluginDisabled);
  EXPECT_EQ(match("/api/v1/thrower/error"), Kind::kHandler) << "others are served";
  EXPECT_FALSE(host_.isEnabled("caller"));
  apply("caller", true);
  EXPECT_EQ(match("/api/v1/caller/world"), Kind::kHandler);
  EXPECT_TRUE(host_.isEnabled("caller"));
}

TEST_F(PluginSwitches, StopNothing) {
  const auto before = journal_.notes();
  apply("caller", false);
  apply("caller", true);
  EXPECT_EQ(journal_.notes(), before);
}

TEST_F(PluginSwitches, LetSinksWriteNothing) {
  apply("thrower", false);
  struct NoTransaction final : Transaction {
    Rows execute(const Statement&, std::span<const Value>) override { return Rows(nullptr); }
    void savepoint(const std::function<void()>& body) override { body(); }
  } transaction;
  EXPECT_NO_THROW(sinks_.at("thrower")->write(transaction, {}));
  apply("thrower", true);
  EXPECT_ANY_THROW(sinks_.at("thrower")->write(transaction, {}));
}

TEST_F(PluginSwitches, AreShownWithWhoDidIt) {
  apply("caller", false);
  const PluginStatus off = status("caller");
  EXPECT_EQ(off.state, PluginState::kDisabled);
  EXPECT_EQ(off.enabled_by, "switch");
  EXPECT_EQ(off.switched_by, "ada");
  EXPECT_EQ(off.health.detail, "Plugin caller is switched off.");
  for (const PluginReadiness& part : host_.ready()) EXPECT_NE(part.id, "caller");
}

TEST_F(PluginSwitches, DontOpenWhatTheConfigurationKeepsOff) {
  apply("hello", true);
  EXPECT_EQ(match("/api/v1/hello/world"), Kind::kPluginDisabled);
  EXPECT_FALSE(host_.isEnabled("hello"));
  EXPECT_EQ(status("hello").enabled_by, "environment");
}

TEST_F(PluginSwitches, AreUndoneWhenTheStoredOneIsGone) {
  apply("caller", false);
  host_.applySwitches({});
  EXPECT_EQ(match("/api/v1/caller/world"), Kind::kHandler);
  EXPECT_EQ(status("caller").switched_by, "");
}

TEST_F(PluginSwitches, ConcernPluginsOnly) {
  EXPECT_TRUE(host_.isEnabled("kernel"));
}

}  // namespace
}  // namespace itops::plugin::test
