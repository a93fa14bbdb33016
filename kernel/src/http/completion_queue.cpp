#include "http/completion_queue.hpp"

#include <sys/eventfd.h>

#include <system_error>

namespace itops::http {

CompletionQueue::CompletionQueue() : wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (wake_.get() < 0) {
    throw std::system_error(errno, std::generic_category(), "eventfd for the HTTP event loop");
  }
}

void CompletionQueue::push(Completion completion) {
  bool must_wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    arrived_.push_back(std::move(completion));
    must_wake = std::exchange(asleep_, false);
  }
  if (must_wake) wake();
}

void CompletionQueue::stir(AnswerToken stream) {
  bool must_wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    stirred_.push_back(stream);
    must_wake = std::exchange(asleep_, false);
  }
  if (must_wake) wake();
}

void CompletionQueue::wake() {
  const std::uint64_t one = 1;
  // A full counter means that a wake-up is pending anyway, so the result carries no news.
  [[maybe_unused]] const auto written = ::write(wake_.get(), &one, sizeof one);
}

void CompletionQueue::take(std::vector<Completion>& batch, std::vector<AnswerToken>& stirred) {
  const std::lock_guard lock(mutex_);
  arrived_.swap(batch);
  stirred_.swap(stirred);
  asleep_ = batch.empty() && stirred.empty();
}

void CompletionQueue::close() {
  std::vector<Completion> forgotten;
  const std::lock_guard lock(mutex_);
  closed_ = true;
  forgotten.swap(arrived_);
}

QueueSink::~QueueSink() {
  if (!sent_) queue_->push({token_, false});
}

void QueueSink::send(Response response) {
  sent_ = true;
  queue_->push({token_, true, std::move(response)});
}

}  // namespace itops::http
