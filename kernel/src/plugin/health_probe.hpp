#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "itops/health.hpp"

namespace itops::plugin {

/// Asks for a health that may never be told, so that whoever asks is not held up: the question runs
/// on a thread of its own, one at a time, and callers wait for it only so long. [any]
class HealthProbe {
 public:
  using Question = std::function<Health()>;

  HealthProbe();

  /// Asks, unless an earlier question is still open, and waits until `limit` after that question
  /// began. Empty when there is no answer by then. Throws what the question threw.
  /// @param question may outlive this probe and the caller, for as long as it blocks
  std::optional<Health> ask(const Question& question, std::chrono::milliseconds limit);

 private:
  struct State;

  std::shared_ptr<State> state_;  ///< shared with the question's thread, which may outlive us
};

}  // namespace itops::plugin
