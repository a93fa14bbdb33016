#include "plugin/health_probe.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace itops::plugin {

struct HealthProbe::State {
  std::mutex mutex;  ///< guards the rest
  std::condition_variable answered;
  bool asking = false;
  std::chrono::steady_clock::time_point asked_at;
  Health health;
  std::exception_ptr failure;

  void answer(const Question& question) {
    Health told;
    std::exception_ptr thrown;
    try {
      told = question();
    } catch (...) {
      thrown = std::current_exception();  // goes on in the callers
    }
    const std::lock_guard lock(mutex);
    health = std::move(told);
    failure = thrown;
    asking = false;
    answered.notify_all();
  }
};

HealthProbe::HealthProbe() : state_(std::make_shared<State>()) {}

std::optional<Health> HealthProbe::ask(const Question& question, std::chrono::milliseconds limit) {
  std::unique_lock lock(state_->mutex);
  if (!state_->asking) {
    std::thread([state = state_, question] { state->answer(question); }).detach();
    state_->asking = true;  // the thread can't answer before we let go of the lock
    state_->asked_at = std::chrono::steady_clock::now();
  }
  const auto deadline = state_->asked_at + limit;
  if (!state_->answered.wait_until(lock, deadline, [this] { return !state_->asking; })) {
    return std::nullopt;
  }
  if (state_->failure) std::rethrow_exception(state_->failure);
  return state_->health;
}

}  // namespace itops::plugin
