#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace itops::http {

/// A token bucket per caller: each may send `burst` requests at once and `per_second` in the long
/// run. Constant time; remembers a bounded number of callers, and of more than that forgets the one
/// that was silent longest, whose bucket is the likeliest to be full. Event loop's thread only.
class RateLimiter {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  /// @param per_second 0 admits everything
  RateLimiter(double per_second, double burst, std::size_t callers_max = 10'000)
      : per_second_(per_second), burst_(burst), callers_max_(callers_max) {}

  /// Takes a token: empty when there was one, else the whole seconds until there is one again.
  std::optional<std::chrono::seconds> admit(std::string_view caller, TimePoint now);

  std::size_t remembered() const { return order_.size(); }

 private:
  struct Bucket {
    std::string caller;
    double tokens;
    TimePoint filled_at;
  };
  Bucket& bucketOf(std::string_view caller, TimePoint now);

  const double per_second_;
  const double burst_;
  const std::size_t callers_max_;
  std::list<Bucket> order_;  ///< the one that was seen last stands first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_caller_;
};

}  // namespace itops::http
