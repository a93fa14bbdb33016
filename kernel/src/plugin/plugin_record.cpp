#include "plugin/plugin_record.hpp"

#include <algorithm>

#include "itops/error.hpp"

namespace itops::plugin {
namespace {

std::int64_t secondsBetween(std::chrono::steady_clock::time_point from,
                            std::chrono::steady_clock::time_point to) {
  return std::chrono::duration_cast<std::chrono::seconds>(to - from).count();
}

}  // namespace

PluginRecord::PluginRecord(const CatalogEntry& entry)
    : entry_(entry),
      state_(entry.plugin_switch.enabled ? PluginState::kStopped : PluginState::kDisabled) {}

PluginRecord::~PluginRecord() {
  if (guard_ && guard_->inFlightCount() > 0) static_cast<void>(instance_.release());
}

PluginState PluginRecord::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

void PluginRecord::setState(PluginState state, const std::string& error) {
  const std::lock_guard lock(mutex_);
  state_ = state;
  error_ = error;
}

void PluginRecord::open(std::shared_ptr<CallGuard> guard, std::unique_ptr<PluginInstance> instance,
                        Logger& logger, std::chrono::milliseconds health_limit) {
  const std::lock_guard lock(mutex_);
  health_limit_ = health_limit;
  logger_ = &logger;
  guard_ = std::move(guard);
  guard_->setSwitchedOn(switched_on_);
  instance_ = std::move(instance);
}

bool PluginRecord::applySwitch(const std::optional<StoredSwitch>& stored) {
  const std::lock_guard lock(mutex_);
  stored_switch_ = stored;
  const bool on = !stored || stored->enabled;
  if (guard_) guard_->setSwitchedOn(on);
  return switched_on_.exchange(on) != on;
}

PluginStanding PluginRecord::standing() const {
  const std::lock_guard lock(mutex_);
  return {&manifest(), state_, entry_.plugin_switch.origin, error_, switched_on_};
}

PluginStatus PluginRecord::status() const {
  std::shared_ptr<CallGuard> guard;
  PluginStatus status = statusByRecord(guard);
  if (guard) {
    const auto now = std::chrono::steady_clock::now();
    status.calls = guard->callCount();
    status.failures = guard->failureCount();
    status.calls_inside = guard->inFlightCount();
    status.threads = std::max(0, labelledThreads(manifest().id) - status.calls_inside);
    if (const auto call = guard->longestCall()) {
      status.longest_call = CallNote{call->what, {}, secondsBetween(call->entered_at, now)};
    }
    if (const auto failure = guard->lastFailure()) {
      status.last_failure =
          CallNote{failure->what, failure->message, secondsBetween(failure->at, now)};
    }
  }
  status.health = healthIn(status, guard);
  return status;
}

PluginStatus PluginRecord::statusByRecord(std::shared_ptr<CallGuard>& guard) const {
  PluginStatus status;
  status.manifest = manifest();
  status.file = library().file.filename().string();
  status.enabled_by = entry_.plugin_switch.origin;
  const std::lock_guard lock(mutex_);
  status.state = switched_on_ ? state_ : PluginState::kDisabled;
  status.error = error_;
  guard = guard_;
  if (stored_switch_) {
    status.switched_by = stored_switch_->switched_by;
    status.switched_at = stored_switch_->switched_at;
    if (state_ != PluginState::kDisabled) status.enabled_by = "switch";
  }
  return status;
}

Health PluginRecord::healthIn(const PluginStatus& status,
                              const std::shared_ptr<CallGuard>& guard) const {
  switch (status.state) {
    case PluginState::kDisabled:
      return {false, "Plugin " + manifest().id + " is switched off."};
    case PluginState::kStopped:
      return {false, "Plugin " + manifest().id + " doesn't run."};
    case PluginState::kFailed:
      return {false, status.error};
    case PluginState::kRunning:
      break;
  }
  return askForHealth(guard);
}

Health PluginRecord::askForHealth(const std::shared_ptr<CallGuard>& guard) const {
  // Behind the guard this record is there: a stop waits for who is inside.
  const auto question = [this, guard] {
    return guard->run(CallKind::kHealth, "health()", [this] { return instance_->health(); });
  };
  try {
    if (const auto health = probe_.ask(question, health_limit_)) return *health;
  } catch (const Error& error) {
    logger_->error(
        "A plugin can't tell its health.",
        {{"plugin", manifest().id}, {"reason", error.what()}, {"detail", error.logDetail()}});
    return {false, error.what()};
  }
  return {false, "Plugin " + manifest().id + " did not tell its health within " +
                     std::to_string(health_limit_.count()) + " ms; its health() blocks."};
}

}  // namespace itops::plugin
