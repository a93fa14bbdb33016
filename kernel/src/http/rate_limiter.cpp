#include "http/rate_limiter.hpp"

#include <algorithm>
#include <cmath>

namespace itops::http {

std::optional<std::chrono::seconds> RateLimiter::admit(std::string_view caller, TimePoint now) {
  if (per_second_ <= 0) return std::nullopt;
  Bucket& bucket = bucketOf(caller, now);
  const std::chrono::duration<double> passed = now - bucket.filled_at;
  bucket.tokens = std::min(burst_, bucket.tokens + passed.count() * per_second_);
  bucket.filled_at = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return std::nullopt;
  }
  const double wait = std::ceil((1 - bucket.tokens) / per_second_);
  return std::chrono::seconds(static_cast<std::int64_t>(wait));
}

RateLimiter::Bucket& RateLimiter::bucketOf(std::string_view caller, TimePoint now) {
  const auto known = by_caller_.find(caller);
  if (known != by_caller_.end()) {
    order_.splice(order_.begin(), order_, known->second);
    return order_.front();
  }
  if (order_.size() >= callers_max_) {
    by_caller_.erase(order_.back().caller);
    order_.pop_back();
  }
  order_.push_front({std::string(caller), burst_, now});
  by_caller_.emplace(order_.front().caller, order_.begin());
  return order_.front();
}

}  // namespace itops::http
