#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "itops/error.hpp"
#include "itops/timestamp.hpp"

namespace itops::identity {

/// Remembers providers that let somebody wait for nothing, so that not everybody waits for them:
/// for a while they are not asked. One that fails at once is asked each time, so that nobody can
/// keep others out with a login that it takes amiss. [any]
class AwayProviders {
 public:
  AwayProviders(std::chrono::milliseconds slow_after, std::chrono::seconds left_alone)
      : slow_after_(slow_after), left_alone_(left_alone) {}

  /// What `question` answers. Throws Error(kUnavailable, "provider_left_alone") without asking.
  template <class Question>
  auto ask(const std::string& provider, Timestamp now, Question question) {
    requireAsked(provider, now);
    const auto begun = std::chrono::steady_clock::now();
    try {
      return question();
    } catch (const Error& error) {
      const auto waited = std::chrono::steady_clock::now() - begun;
      if (error.kind() == ErrorKind::kUnavailable && waited >= slow_after_) {
        const std::lock_guard lock(mutex_);
        until_[provider] = now + std::chrono::ceil<std::chrono::seconds>(waited) + left_alone_;
      }
      throw;
    }
  }

 private:
  void requireAsked(const std::string& provider, Timestamp now) {
    const std::lock_guard lock(mutex_);
    const auto known = until_.find(provider);
    if (known == until_.end() || known->second <= now) return;
    throw Error(ErrorKind::kUnavailable, "provider_left_alone",
                "The provider '" + provider + "' did not answer a moment ago.");
  }

  const std::chrono::milliseconds slow_after_;
  const std::chrono::seconds left_alone_;
  std::mutex mutex_;  ///< guards until_
  std::map<std::string, Timestamp> until_;
};

}  // namespace itops::identity
