// Plugins whose start fails: each with its exact message, and without harm to the others.
#include "host_fixture.hpp"
#include "itops/error.hpp"

namespace itops::plugin::test {
namespace {

using FailingStart = HostFixture;

TEST_F(FailingStart, OfAPluginThatThrowsInStart) {
  start("failing_need");

  EXPECT_EQ(status("throws_in_start").state, PluginState::kFailed);
  EXPECT_EQ(status("throws_in_start").error,
            "Plugin throws_in_start failed in start(); the log says why.");
  EXPECT_TRUE(
      logger_.contains(LogLevel::kError, "detail=std::runtime_error: the answer is not 42"));
}

TEST_F(FailingStart, RemovesTheRoutesThatWereAlreadyRegistered) {
  start("failing_need");

  EXPECT_FALSE(isServed("/api/v1/throws"));
}

TEST_F(FailingStart, KeepsOffThePluginsThatNeedTheFailedOne) {
  start("failing_need");

  EXPECT_EQ(status("needs_failed").state, PluginState::kFailed);
  EXPECT_EQ(status("needs_failed").error,
            "Plugin needs_failed was not started: it needs test.never/1 of plugin "
            "throws_in_start, which failed.");
}

TEST_F(FailingStart, LetsTheOtherPluginsGoOn) {
  const PluginCheck found = check({"failing_need", "good"});
  ASSERT_TRUE(found.problems.empty());
  host_.start(runtime());
  routes_.freeze();

  EXPECT_EQ(status("throws_in_start").state, PluginState::kFailed);
  EXPECT_EQ(status("hello").state, PluginState::kRunning);
  EXPECT_TRUE(isServed("/api/v1/hello/world"));
}

TEST_F(FailingStart, MakesTheProcessNotReady) {
  start("failing_need");

  ASSERT_EQ(host_.ready().size(), 2U);
  EXPECT_FALSE(host_.ready().front().health.ready);
  EXPECT_EQ(host_.ready().back().health.detail,
            "Plugin throws_in_start failed in start(); the log says why.");
}

TEST_F(FailingStart, StopsTheWholeStartInStrictMode) {
  strict_ = true;
  ASSERT_TRUE(check({"failing_need", "good"}).problems.empty());

  try {
    host_.start(runtime());
    FAIL() << "The start must fail.";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "plugin_start_failed");
    EXPECT_STREQ(error.what(), "Plugin throws_in_start failed in start(); the log says why.");
  }
  EXPECT_EQ(status("hello").state, PluginState::kStopped);
}

TEST_F(FailingStart, OfAPluginThatThrowsInItsConstructor) {
  start("throws_in_constructor");

  EXPECT_EQ(status("throws_in_constructor").error,
            "Plugin throws_in_constructor failed in its constructor; the log says why.");
  EXPECT_TRUE(logger_.contains(LogLevel::kError, "detail=std::runtime_error: born dead"));
}

TEST_F(FailingStart, OfAnUndeclaredNeed) {
  start("undeclared_need");

  EXPECT_EQ(status("undeclared_need").error,
            "Plugin undeclared_need asks for itops.database/1 without listing it; add it to needs "
            "of its PluginInfo.");
}

TEST_F(FailingStart, OfANeedThatIsListedUnderUses) {
  start("need_under_uses");

  EXPECT_EQ(status("need_under_uses").error,
            "Plugin need_under_uses needs itops.database/1 but lists it under uses; ask with "
            "find<T>(), or move it to needs of its PluginInfo.");
}

TEST_F(FailingStart, OfAnUndeclaredOffer) {
  start("undeclared_offer");

  EXPECT_EQ(status("undeclared_offer").error,
            "Plugin undeclared_offer offers test.greeter/1 without listing it; add it to offers of "
            "its PluginInfo.");
}

TEST_F(FailingStart, OfAnOfferThatIsListedButNotMade) {
  start("missing_offer");

  EXPECT_EQ(status("missing_offer").error,
            "Plugin missing_offer lists test.promised/1 under offers but did not offer it in "
            "start(); call context.offer() or take it off the list.");
}

TEST_F(FailingStart, OfADuplicateRoute) {
  start("duplicate_route");

  EXPECT_EQ(status("route_first").state, PluginState::kRunning);
  EXPECT_EQ(status("route_second").error,
            "Route GET /api/v1/same/{name} of route_second is already registered by route_first as "
            "/api/v1/same/{id}: one of them must take another path.");
  EXPECT_TRUE(isServed("/api/v1/same/7"));
}

TEST_F(FailingStart, OfARouteOutsideThePrefixes) {
  start("outside_prefix");

  EXPECT_EQ(status("outside_prefix").error,
            "Plugin outside_prefix registers GET /api/v1/services outside its path prefixes "
            "(/api/v1/mine, /mine); add a prefix to path_prefixes of its PluginInfo or move the "
            "route.");
}

TEST_F(FailingStart, OfAnUndeclaredPermission) {
  start("undeclared_permission");

  EXPECT_EQ(status("undeclared_permission").error,
            "Plugin undeclared_permission registers GET /api/v1/same with permission same.write "
            "without listing it; add it to permissions of its PluginInfo.");
}

}  // namespace
}  // namespace itops::plugin::test
