#include "identity/login_throttle.hpp"

#include <sodium/randombytes.h>

#include <algorithm>

namespace itops::identity {
namespace {

constexpr int kDoublingsMax = 20;

std::string ofName(std::string_view name) {
  return "n:" + std::string(name);
}

std::string ofAddress(std::string_view address) {
  return "a:" + std::string(address);
}

}  // namespace

std::optional<std::chrono::seconds> LoginThrottle::waitOf(std::string_view name_key,
                                                          std::string_view address, Timestamp now) {
  const std::lock_guard lock(mutex_);
  Timestamp until = now;
  for (const auto& key : {ofName(name_key), ofAddress(address)}) {
    if (const Entry* entry = find(key, now)) until = std::max(until, entry->blocked_until);
  }
  if (until <= now) return std::nullopt;
  return std::chrono::ceil<std::chrono::seconds>(until - now);
}

void LoginThrottle::failed(std::string_view name_key, std::string_view address, Timestamp now) {
  const std::lock_guard lock(mutex_);
  count(ofName(name_key), options_.failures_max, now);
  count(ofAddress(address), options_.address_failures_max, now);
}

void LoginThrottle::succeeded(std::string_view name_key) {
  const std::lock_guard lock(mutex_);
  const auto known = by_key_.find(ofName(name_key));
  if (known == by_key_.end()) return;
  order_.erase(known->second);
  by_key_.erase(known);
}

LoginThrottle::Entry* LoginThrottle::find(const std::string& key, Timestamp now) {
  const auto known = by_key_.find(key);
  if (known == by_key_.end()) return nullptr;
  const auto entry = known->second;
  if (std::max(entry->failed_at, entry->blocked_until) + options_.forget_after > now)
    return &*entry;
  order_.erase(entry);
  by_key_.erase(known);
  return nullptr;
}

void LoginThrottle::count(std::string key, int failures_max, Timestamp now) {
  if (find(key, now) == nullptr) {
    if (order_.size() >= options_.remembered_max) {
      by_key_.erase(order_.back().key);
      order_.pop_back();
    }
    order_.push_front({key});
    by_key_.emplace(std::move(key), order_.begin());
  } else {
    order_.splice(order_.begin(), order_, by_key_.find(key)->second);
  }
  Entry& entry = order_.front();
  ++entry.failures;
  entry.failed_at = now;
  if (entry.failures >= failures_max) {
    entry.blocked_until = now + waitAfter(entry.failures - failures_max);
  }
}

// A tenth more or less, so that those who were locked out together don't come back together.
std::chrono::milliseconds LoginThrottle::waitAfter(int failures_too_many) const {
  const int doublings = std::min(failures_too_many, kDoublingsMax);
  const auto wait = std::min<std::chrono::milliseconds>(options_.first_wait * (1LL << doublings),
                                                        options_.longest_wait);
  const auto fifth = static_cast<std::uint32_t>(std::max<std::int64_t>(wait.count() / 5, 1));
  return wait - wait / 10 + std::chrono::milliseconds(randombytes_uniform(fifth));
}

}  // namespace itops::identity
