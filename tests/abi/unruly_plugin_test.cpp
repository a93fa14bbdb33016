// A plugin that blocks, leaks or answers nonsense harms only itself, and it shows.
#include <thread>

#include "host_fixture.hpp"
#include "itops/error.hpp"
#include "itops/testing/request.hpp"
#include "plugin/plugin_watch.hpp"

namespace itops::plugin::test {
namespace {

class UnrulyPlugin : public HostFixture {
 protected:
  void SetUp() override {
    handlers_max_ = 2;
    start("unruly");
  }
  void TearDown() override { turnstile_.open(); }

  std::string codeOf(std::string_view path) const {
    try {
      handlerOf(path)(itops::test::FakeRequest());
    } catch (const Error& error) {
      return error.code();
    }
    return "answered";
  }
  std::string readyDetail() const {
    for (const PluginReadiness& part : host_.ready()) {
      if (part.id == "unruly")
        return (part.health.ready ? "ready " : "not ready ") + part.health.detail;
    }
    return "absent";
  }
  /// What the metrics say once somebody looked.
  std::string metricOf(const std::string& name) {
    PluginWatch(host_, metrics_, logger_).look();
    const std::string text = metrics_.text();
    const std::string line = name + "{plugin=\"unruly\"} ";
    const auto begin = text.find(line);
    if (begin == std::string::npos) return "absent";
    return text.substr(begin + line.size(), text.find('\n', begin) - begin - line.size());
  }
};

TEST_F(UnrulyPlugin, WhoseAnswerIsNonsenseFailsThatRequest) {
  EXPECT_EQ(codeOf("/api/v1/unruly/status"), "plugin_error");
  EXPECT_EQ(codeOf("/api/v1/unruly/header"), "plugin_error");
  EXPECT_EQ(codeOf("/api/v1/unruly/fine"), "answered");
  EXPECT_EQ(status("unruly").failures, 2U);
  EXPECT_EQ(status("unruly").last_failure->what, "GET /api/v1/unruly/header");
  EXPECT_EQ(readyDetail(), "ready GET /api/v1/unruly/header failed 0 s ago.");
}

TEST_F(UnrulyPlugin, WhoseCallsBlockMayNotTakeAllWorkers) {
  const Handler block = handlerOf("/api/v1/unruly/block");
  std::thread first([&] { block(itops::test::FakeRequest()); });
  std::thread second([&] { block(itops::test::FakeRequest()); });
  while (status("unruly").calls_inside < 2) std::this_thread::yield();
  EXPECT_EQ(codeOf("/api/v1/unruly/fine"), "plugin_busy");
  EXPECT_EQ(status("unruly").longest_call->what, "GET /api/v1/unruly/block");
  EXPECT_EQ(status("unruly").failures, 0U) << "those are no failures of the plugin's code";
  turnstile_.open();
  first.join();
  second.join();
  EXPECT_EQ(codeOf("/api/v1/unruly/fine"), "answered");
  EXPECT_EQ(status("unruly").longest_call, std::nullopt);
}

TEST_F(UnrulyPlugin, ThatLeaksAThreadIsNamed) {
  EXPECT_EQ(metricOf("itops_plugin_threads"), "0");
  codeOf("/api/v1/unruly/leak");
  turnstile_.waitForSomebody();
  EXPECT_EQ(status("unruly").threads, 1);
  EXPECT_EQ(readyDetail(), "ready It runs 1 threads of its own, which plugins must not start.");
  EXPECT_EQ(metricOf("itops_plugin_threads"), "1");
  EXPECT_TRUE(logger_.contains(LogLevel::kWarning, "A plugin misbehaves. plugin=unruly"));
}

}  // namespace
}  // namespace itops::plugin::test
