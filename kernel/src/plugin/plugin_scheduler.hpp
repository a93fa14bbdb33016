#pragma once

#include <functional>
#include <string>

#include "itops/scheduler.hpp"
#include "plugin/kernel_interfaces.hpp"

namespace itops::plugin {

/// The Scheduler that a plugin sees: registers its jobs under its id and lets no run past the
/// guard.
class PluginScheduler final : public Scheduler {
 public:
  /// Adds to the kernel's jobs under an owner; throws as Scheduler::add does.
  using AddJob = std::function<void(const std::string& owner, Job job)>;

  PluginScheduler(const PluginScope& scope, AddJob add) : scope_(scope), add_(std::move(add)) {}

  /// See Scheduler::add. [main]
  void add(Job job) override;

 private:
  PluginScope scope_;
  AddJob add_;
};

}  // namespace itops::plugin
