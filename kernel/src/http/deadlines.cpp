#include "http/deadlines.hpp"

#include <algorithm>

namespace itops::http {
namespace {

DeadlineNode& nodeOf(DeadlineLink& link) {
  return static_cast<DeadlineNode&>(link);
}

}  // namespace

void DeadlineLink::unlink() {
  previous->next = next;
  next->previous = previous;
  previous = next = this;
}

Deadlines::Deadlines(const ServerOptions& options) {
  listOf(Wait::kIdle).duration = options.idle_timeout;
  listOf(Wait::kHead).duration = options.header_timeout;
  listOf(Wait::kBody).duration = options.body_timeout;
  listOf(Wait::kWrite).duration = options.write_timeout;
  listOf(Wait::kLinger).duration = options.linger_timeout;
}

void Deadlines::set(DeadlineNode& node, Wait wait, TimePoint now) {
  node.unlink();
  node.wait = wait;
  if (wait == Wait::kNothing) return;
  List& list = listOf(wait);
  node.at = now + list.duration;
  node.previous = list.head.previous;
  node.next = &list.head;
  node.previous->next = &node;
  list.head.previous = &node;
}

DeadlineNode* Deadlines::takeExpired(TimePoint now) {
  for (auto& list : lists_) {
    if (list.head.next == &list.head) continue;
    DeadlineNode& first = nodeOf(*list.head.next);
    if (first.at > now) continue;
    first.unlink();
    return &first;
  }
  return nullptr;
}

DeadlineNode* Deadlines::oldest(Wait wait) {
  List& list = listOf(wait);
  return list.head.next == &list.head ? nullptr : &nodeOf(*list.head.next);
}

std::optional<Deadlines::TimePoint> Deadlines::next() {
  std::optional<TimePoint> soonest;
  for (auto& list : lists_) {
    if (list.head.next == &list.head) continue;
    const auto at = nodeOf(*list.head.next).at;
    soonest = soonest ? std::min(*soonest, at) : at;
  }
  return soonest;
}

}  // namespace itops::http
