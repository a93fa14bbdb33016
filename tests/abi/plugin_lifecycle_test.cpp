// Start order, stop order, draining, and plugins that are switched off.
#include <algorithm>
#include <thread>

#include "host_fixture.hpp"
#include "itops/error.hpp"
#include "itops/testing/request.hpp"

namespace itops::plugin::test {
namespace {

using PluginLifecycle = HostFixture;
using Notes = std::vector<std::string>;

TEST_F(PluginLifecycle, StartsAPluginAfterTheOneThatItNeeds) {
  start("good");

  EXPECT_EQ(journal_.notes(), (Notes{"greeter starts", "caller starts"}));
}

TEST_F(PluginLifecycle, StopsInReverseOrderWithRegistrationsRemovedFirst) {
  switches_["thrower"] = false;
  switches_["hello"] = false;
  start("good");
  host_.stop();

  EXPECT_EQ(journal_.notes(),
            (Notes{"greeter starts", "caller starts", "registrations of caller are removed",
                   "caller stops", "caller is destroyed", "registrations of greeter are removed",
                   "greeter stops"}));
}

TEST_F(PluginLifecycle, StopsOnlyOnce) {
  start("good");
  host_.stop();
  const Notes after_first_stop = journal_.notes();
  host_.stop();

  EXPECT_EQ(journal_.notes(), after_first_stop);
}

TEST_F(PluginLifecycle, RemovesRoutesAndSinksOfAStoppedPlugin) {
  start("good");
  ASSERT_TRUE(isServed("/api/v1/caller/x"));
  ASSERT_TRUE(sinks_.contains("thrower"));
  host_.stop();

  EXPECT_FALSE(isServed("/api/v1/caller/x"));
  EXPECT_TRUE(sinks_.empty());
  EXPECT_EQ(status("caller").state, PluginState::kStopped);
}

TEST_F(PluginLifecycle, StopsAPluginWhenTheCallInsideHasEnded) {
  start("good");
  const Handler wait = handlerOf("/api/v1/caller-wait");
  std::thread request([&] { wait(itops::test::FakeRequest()); });
  turnstile_.waitForSomebody();
  std::thread stop([this] { host_.stop(); });
  while (status("caller").state == PluginState::kRunning) std::this_thread::yield();
  turnstile_.open();
  stop.join();
  request.join();

  const Notes notes = journal_.notes();
  const auto answered = std::find(notes.begin(), notes.end(), "caller answers");
  const auto stopped = std::find(notes.begin(), notes.end(), "caller stops");
  ASSERT_NE(stopped, notes.end());
  EXPECT_LT(answered, stopped);
}

TEST_F(PluginLifecycle, LeavesAPluginAloneWhoseCallDoesNotEndInTime) {
  drain_limit_ = std::chrono::milliseconds(1);
  start("good");
  const Handler wait = handlerOf("/api/v1/caller-wait");
  std::thread request([&] { wait(itops::test::FakeRequest()); });
  turnstile_.waitForSomebody();
  host_.stop();

  const Notes notes = journal_.notes();
  EXPECT_EQ(std::find(notes.begin(), notes.end(), "caller stops"), notes.end());
  EXPECT_TRUE(logger_.contains(LogLevel::kError, "plugin=caller callsInside=1 limitMs=1"));
  turnstile_.open();
  request.join();
}

TEST_F(PluginLifecycle, RefusesACallThatComesAfterTheStop) {
  start("good");
  const Handler late = handlerOf("/api/v1/hello/x");
  host_.stop();

  try {
    late(itops::test::RequestBuilder::get("/").parameter("name", "x").build());
    FAIL() << "The call must be refused.";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUnavailable);
    EXPECT_EQ(error.code(), "plugin_stopping");
  }
}

TEST_F(PluginLifecycle, ConstructsNothingOfAPluginThatIsSwitchedOff) {
  switches_["greeter"] = false;
  switches_["caller"] = false;
  start("good");

  EXPECT_TRUE(journal_.notes().empty());
  EXPECT_EQ(status("caller").state, PluginState::kDisabled);
  EXPECT_EQ(status("caller").enabled_by, "environment");
}

TEST_F(PluginLifecycle, GatesThePathsOfAPluginThatIsSwitchedOff) {
  switches_["hello"] = false;
  start("good");

  const http::RouteMatch match = routes_.match("GET", "/api/v1/hello/world");
  EXPECT_EQ(match.kind, http::RouteMatch::Kind::kPluginDisabled);
  EXPECT_EQ(match.plugin_id, "hello");
}

TEST_F(PluginLifecycle, LeavesAPluginThatIsSwitchedOffOutOfTheReadiness) {
  switches_["hello"] = false;
  start("good");

  for (const PluginReadiness& part : host_.ready()) EXPECT_NE(part.id, "hello");
  EXPECT_EQ(host_.ready().size(), 3U);
}

TEST_F(PluginLifecycle, IsNotReadyBeforeTheStart) {
  ASSERT_TRUE(check({"good"}).problems.empty());

  EXPECT_EQ(status("hello").health.detail, "Plugin hello doesn't run.");
  EXPECT_FALSE(status("hello").health.ready);
}

}  // namespace
}  // namespace itops::plugin::test
