#pragma once

#include <gtest/gtest.h>

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "good/test_interfaces.hpp"
#include "http/route_table.hpp"
#include "itops/config.hpp"
#include "itops/observations.hpp"
#include "metrics/metrics_registry.hpp"
#include "plugin/plugin_host.hpp"
#include "plugin/plugin_metrics.hpp"
#include "plugin/plugin_observations.hpp"
#include "plugin/plugin_router.hpp"
#include "support/recording_logger.hpp"

namespace itops::plugin::test {

/// Remembers what plugins write into it, in order.
class RecordingJournal final : public itops::test::Journal {
 public:
  void note(const std::string& text) override {
    const std::lock_guard lock(mutex_);
    notes_.push_back(text);
  }

  std::vector<std::string> notes() const {
    const std::lock_guard lock(mutex_);
    return notes_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> notes_;
};

/// Lets nobody pass until the test opens it; the test can wait for somebody to stand in front.
class TestTurnstile final : public itops::test::Turnstile {
 public:
  void pass() override {
    std::unique_lock lock(mutex_);
    waiting_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }

  void waitForSomebody() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_; });
  }

  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool waiting_ = false;
  bool open_ = false;
};

/// The settings of a plugin that nobody configured: every text is its default.
class DefaultConfig final : public Config {
 public:
  explicit DefaultConfig(const PluginManifest& manifest) : manifest_(manifest) {}

  bool boolean(std::string_view key) const override { return text(key) == "true"; }
  std::int64_t integer(std::string_view key) const override { return std::stoll(text(key)); }
  double number(std::string_view key) const override { return std::stod(text(key)); }
  std::chrono::milliseconds duration(std::string_view) const override { return {}; }
  Secret secret(std::string_view key) const override { return Secret(text(key)); }
  std::string text(std::string_view key) const override {
    for (const ConfigField& field : manifest_.config) {
      if (field.key == key) return field.default_value;
    }
    throw Error(ErrorKind::kInternal, "setting_unknown", "No such setting.");
  }

 private:
  const PluginManifest& manifest_;
};

/// A host with what a small kernel would lend it.
class HostFixture : public testing::Test {
 protected:
  ~HostFixture() override { host_.stop(); }

  static std::string folder(const std::string& name) { return ITOPS_ABI_FOLDER "/" + name; }

  /// Loads folders and checks them; plugins named in `switches_` are on or off as said there.
  PluginCheck check(const std::vector<std::string>& folders) {
    for (const std::string& name : folders) host_.load(folder(name));
    return host_.check(
        [this](const std::string& id, bool by_default) {
          const auto known = switches_.find(id);
          if (known == switches_.end()) return PluginSwitch{by_default, "default"};
          return PluginSwitch{known->second, "environment"};
        },
        interfaces().ids());
  }

  /// Loads one folder that has nothing wrong before the start, and starts it.
  void start(const std::string& name) {
    const PluginCheck found = check({name});
    ASSERT_TRUE(found.problems.empty()) << toString(found.problems.front());
    host_.start(runtime());
    routes_.freeze();
  }

  PluginRuntime runtime() {
    return {.logger = logger_,
            .metrics = metrics_,
            .interfaces = interfaces(),
            .remove_registrations =
                [this](const std::string& owner) {
                  journal_.note("registrations of " + owner + " are removed");
                  routes_.removeOwner(owner);
                  sinks_.erase(owner);
                },
            .gate_prefix = [this](const std::string& prefix,
                                  const std::string& id) { routes_.gate(prefix, id); },
            .ungate_prefix = [this](const std::string& prefix,
                                    const std::string& id) { routes_.ungate(prefix, id); },
            .drain_limit = drain_limit_,
            .health_limit = health_limit_,
            .handlers_max = handlers_max_,
            .strict = strict_};
  }

  KernelInterfaces interfaces() {
    KernelInterfaces interfaces;
    interfaces.share<Logger>(logger_);
    interfaces.share<itops::test::Journal>(journal_);
    interfaces.share<itops::test::Turnstile>(turnstile_);
    interfaces.perPlugin<Config>(
        [](const PluginScope& scope) { return std::make_shared<DefaultConfig>(scope.manifest); });
    interfaces.perPlugin<Router>([this](const PluginScope& scope) {
      return std::make_shared<PluginRouter>(scope, [this](const std::string& owner, Route route) {
        routes_.add(owner, std::move(route));
      });
    });
    interfaces.perPlugin<Metrics>([this](const PluginScope& scope) {
      return std::make_shared<PluginMetrics>(scope.manifest.id, metrics_);
    });
    interfaces.perPlugin<Observations>([this](const PluginScope& scope) {
      return std::make_shared<PluginObservations>(
          scope, [this](const std::string& owner, std::unique_ptr<ObservationSink> sink) {
            sinks_[owner] = std::move(sink);
          });
    });
    return interfaces;
  }

  /// Where a plugin stands.
  PluginStatus status(const std::string& id) const {
    for (PluginStatus& status : host_.statuses()) {
      if (status.manifest.id == id) return status;
    }
    ADD_FAILURE() << "There is no plugin " << id;
    return {};
  }

  /// The handler that the path leads to; what the table holds afterwards doesn't matter to it.
  Handler handlerOf(std::string_view path) const {
    const http::RouteMatch match = routes_.match("GET", path);
    if (match.route != nullptr) return match.route->route.handler;
    ADD_FAILURE() << "Nobody answers at " << path;
    return nullptr;
  }

  bool isServed(std::string_view path) const {
    return routes_.match("GET", path).kind == http::RouteMatch::Kind::kHandler;
  }

  itops::test::RecordingLogger logger_;
  MetricsRegistry metrics_;
  RecordingJournal journal_;
  TestTurnstile turnstile_;
  http::RouteTable routes_;
  std::map<std::string, std::unique_ptr<ObservationSink>> sinks_;
  std::map<std::string, bool> switches_;
  std::chrono::milliseconds drain_limit_{10'000};
  std::chrono::milliseconds health_limit_{30'000};
  int handlers_max_ = 0;
  bool strict_ = false;
  PluginHost host_;
};

}  // namespace itops::plugin::test
