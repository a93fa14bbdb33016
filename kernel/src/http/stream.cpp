#include "http/stream.hpp"

#include <algorithm>
#include <limits>

#include "http/completion_queue.hpp"

namespace itops::http {

Stream::Stream(std::shared_ptr<CompletionQueue> queue, AnswerToken token,
               std::size_t buffer_bytes_max)
    : queue_(std::move(queue)), token_(token), buffer_bytes_max_(buffer_bytes_max) {}

bool Stream::write(std::string_view bytes) {
  bool fits = false;
  {
    const std::lock_guard lock(mutex_);
    if (state_ != State::kOpen) return false;
    if (bytes.empty()) return true;
    fits = bytes.size() <= roomLocked();
    if (fits) {
      waiting_ += bytes;
      if (std::exchange(stirred_, true)) return true;
    } else {
      state_ = State::kOverrun;
      std::string().swap(waiting_);
    }
  }
  queue_->stir(token_);
  return fits;
}

void Stream::close() {
  {
    const std::lock_guard lock(mutex_);
    if (state_ != State::kOpen) return;
    state_ = State::kClosing;
    stirred_ = true;
  }
  queue_->stir(token_);
}

bool Stream::closed() const {
  const std::lock_guard lock(mutex_);
  return state_ != State::kOpen;
}

std::size_t Stream::room() const {
  const std::lock_guard lock(mutex_);
  return state_ == State::kOpen ? roomLocked() : 0;
}

std::size_t Stream::roomLocked() const {
  const std::size_t kept = waiting_.size() + in_flight_bytes_;
  if (kept == 0) return std::numeric_limits<std::size_t>::max();
  return buffer_bytes_max_ - std::min(kept, buffer_bytes_max_);
}

Stream::Batch Stream::take() {
  const std::lock_guard lock(mutex_);
  stirred_ = false;
  in_flight_bytes_ = waiting_.size();
  return {std::exchange(waiting_, {}), state_ == State::kClosing, state_ == State::kOverrun};
}

void Stream::sent() {
  const std::lock_guard lock(mutex_);
  in_flight_bytes_ = 0;
}

bool Stream::overrun() const {
  const std::lock_guard lock(mutex_);
  return state_ == State::kOverrun;
}

void Stream::detach() {
  const std::lock_guard lock(mutex_);
  state_ = State::kDetached;
  std::string().swap(waiting_);
}

}  // namespace itops::http
