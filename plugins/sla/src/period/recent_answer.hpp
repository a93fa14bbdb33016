#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

#include "arithmetic/instant.hpp"
#include "itops/timestamp.hpp"

namespace itops::sla {

/// The newest answer to a question that many ask again and again, so that it is worked out once a
/// second at most. [any]
class RecentAnswer {
 public:
  /// How old an answer may be.
  static constexpr std::chrono::seconds kAgeMax{1};

  /// Empty when there is none that is recent, or when more was counted since.
  std::optional<std::string> find(std::optional<Instant> counted_until, Timestamp now) const {
    const std::lock_guard lock(mutex_);
    const bool fits = made_at_ && *made_at_ <= now && now - *made_at_ < kAgeMax &&
                      counted_until_ == counted_until;
    return fits ? std::optional(text_) : std::nullopt;
  }

  void keep(const std::string& text, std::optional<Instant> counted_until, Timestamp now) {
    const std::lock_guard lock(mutex_);
    text_ = text;
    counted_until_ = counted_until;
    made_at_ = now;
  }

 private:
  mutable std::mutex mutex_;
  // All guarded by mutex_.
  std::string text_;
  std::optional<Instant> counted_until_;
  std::optional<Timestamp> made_at_;
};

}  // namespace itops::sla
