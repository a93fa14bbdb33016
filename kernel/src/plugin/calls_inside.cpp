#include "plugin/calls_inside.hpp"

#include <utility>

namespace itops::plugin {

CallsInside::Ticket CallsInside::enter(std::string what, Clock::time_point now) {
  std::list<Call> call;
  call.push_back({std::move(what), now});
  const std::lock_guard lock(mutex_);
  calls_.splice(calls_.end(), call);
  return std::prev(calls_.end());
}

void CallsInside::leave(Ticket ticket) {
  std::list<Call> call;
  const std::lock_guard lock(mutex_);
  call.splice(call.end(), calls_, ticket);
}

std::optional<CallsInside::Call> CallsInside::longest() const {
  const std::lock_guard lock(mutex_);
  return calls_.empty() ? std::nullopt : std::optional(calls_.front());
}

}  // namespace itops::plugin
