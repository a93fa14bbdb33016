#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <vector>

#include "live/live_event.hpp"

namespace itops::live {

/// The newest messages in memory, without a gap among them, so that clients which come again after
/// a moment cost no reading of tables. Bounded; one thread.
class RecentMessages {
 public:
  RecentMessages(std::size_t messages_max, std::size_t bytes_max)
      : messages_max_(messages_max), bytes_max_(bytes_max) {}

  /// Begins anew behind a position.
  void restart(const LivePosition& position);
  /// Adds what follows the last one; forgets the oldest beyond the bounds.
  void add(LiveMessage message);

  /// True when all that follows the position is here.
  bool covers(const LivePosition& position) const { return position >= begin_; }
  /// The first one behind a covered position; size() when there is none.
  std::size_t indexAfter(const LivePosition& position) const;

  const LiveMessage& operator[](std::size_t index) const { return messages_[index]; }
  std::size_t size() const { return messages_.size(); }
  /// Position of the newest message, or the one it was restarted behind.
  const LivePosition& end() const { return end_; }

 private:
  const std::size_t messages_max_;
  const std::size_t bytes_max_;
  std::deque<LiveMessage> messages_;
  std::size_t bytes_ = 0;
  LivePosition begin_;  ///< messages behind it are here
  LivePosition end_;
};

}  // namespace itops::live
