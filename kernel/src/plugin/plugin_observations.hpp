#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "itops/observations.hpp"
#include "plugin/kernel_interfaces.hpp"

namespace itops::plugin {

/// The Observations that a plugin sees: hands its sinks on to the kernel, each call guarded.
class PluginObservations final : public Observations {
 public:
  /// Takes a sink under an owner.
  using AddSink =
      std::function<void(const std::string& owner, std::unique_ptr<ObservationSink> sink)>;

  PluginObservations(const PluginScope& scope, AddSink add) : scope_(scope), add_(std::move(add)) {}

  /// See Observations::addSink. Throws Error(kInvalid, "sink_missing") for null. [main]
  void addSink(std::unique_ptr<ObservationSink> sink) override;

 private:
  PluginScope scope_;
  AddSink add_;
};

}  // namespace itops::plugin
