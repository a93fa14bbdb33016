#include "events/consumer_slots.hpp"

namespace itops::events {

ConsumerSlots::Slot ConsumerSlots::take(const std::string& owner) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return closed_ || (free_ > 0 && taken_[owner] < owner_max_); });
  if (closed_) return {};
  --free_;
  ++taken_[owner];
  return {*this, owner};
}

void ConsumerSlots::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

void ConsumerSlots::giveBack(const std::string& owner) {
  const std::lock_guard lock(mutex_);
  ++free_;
  --taken_[owner];
  changed_.notify_all();
}

}  // namespace itops::events
