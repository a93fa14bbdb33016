#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "itops/timestamp.hpp"

namespace itops::identity {

/// Limits of failed logins.
struct ThrottleOptions {
  int failures_max = 10;                ///< of a name, before it has to wait
  int address_failures_max = 100;       ///< of an address, behind which there may be many people
  std::chrono::seconds first_wait{30};  ///< doubled with each further failure
  std::chrono::seconds longest_wait{900};
  std::chrono::seconds forget_after{3600};  ///< without a failure
  std::size_t remembered_max = 100'000;  ///< names and addresses; of more the oldest are forgotten
};

/// Makes whoever fails to log in wait: counted per name, whether it exists or not, and per address.
/// Each replica counts for itself. [any]
class LoginThrottle {
 public:
  explicit LoginThrottle(ThrottleOptions options) : options_(options) {}

  /// How long this name or address still has to wait; empty when it may try.
  /// @param name_key folded name
  std::optional<std::chrono::seconds> waitOf(std::string_view name_key, std::string_view address,
                                             Timestamp now);

  void failed(std::string_view name_key, std::string_view address, Timestamp now);
  /// Forgets the failures of the name. Those of the address stay: one good account must not pay for
  /// guesses at others.
  void succeeded(std::string_view name_key);

 private:
  struct Entry {
    std::string key;
    int failures = 0;
    Timestamp failed_at{};
    Timestamp blocked_until{};
  };
  using Entries = std::list<Entry>;

  Entry* find(const std::string& key, Timestamp now);
  void count(std::string key, int failures_max, Timestamp now);
  std::chrono::milliseconds waitAfter(int failures_too_many) const;

  const ThrottleOptions options_;
  std::mutex mutex_;  ///< guards all below
  Entries order_;     ///< the one that failed last stands first
  std::unordered_map<std::string, Entries::iterator> by_key_;
};

}  // namespace itops::identity
