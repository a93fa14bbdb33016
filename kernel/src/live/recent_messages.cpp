#include "live/recent_messages.hpp"

#include <algorithm>

namespace itops::live {

void RecentMessages::restart(const LivePosition& position) {
  messages_.clear();
  bytes_ = 0;
  begin_ = end_ = position;
}

void RecentMessages::add(LiveMessage message) {
  end_ = message.position;
  bytes_ += message.text.size();
  messages_.push_back(std::move(message));
  while (messages_.size() > messages_max_ || (bytes_ > bytes_max_ && messages_.size() > 1)) {
    begin_ = messages_.front().position;
    bytes_ -= messages_.front().text.size();
    messages_.pop_front();
  }
}

std::size_t RecentMessages::indexAfter(const LivePosition& position) const {
  const auto first = std::upper_bound(
      messages_.begin(), messages_.end(), position,
      [](const LivePosition& known, const LiveMessage& one) { return known < one.position; });
  return static_cast<std::size_t>(first - messages_.begin());
}

}  // namespace itops::live
