#include "http/worker_pool.hpp"

#include <algorithm>

namespace itops::http {

WorkerPool::WorkerPool(const WorkerLimits& limits, prometheus::Gauge& queued, Work work)
    : limits_(limits), queued_(queued), work_(std::move(work)) {
  threads_.reserve(limits.threads);
  for (std::size_t i = 0; i < limits.threads; ++i) threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() {
  stop();
}

bool WorkerPool::submit(Job& job) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || !hasRoom(job.owner)) return false;
    jobs_.push_back(std::move(job));
    queued_.Increment();
  }
  changed_.notify_one();
  return true;
}

void WorkerPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    jobs_.clear();
  }
  changed_.notify_all();
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

bool WorkerPool::hasRoom(const std::string& owner) const {
  if (jobs_.size() >= limits_.queue_max) return false;
  if (owner.empty() || limits_.owner_max == 0) return true;
  const auto waiting =
      std::count_if(jobs_.begin(), jobs_.end(), [&](const Job& job) { return job.owner == owner; });
  return static_cast<std::size_t>(waiting) < limits_.queue_max - limits_.queue_max / 4;
}

std::deque<Job>::iterator WorkerPool::nextJob() {
  return std::find_if(jobs_.begin(), jobs_.end(), [this](const Job& job) {
    if (job.owner.empty() || limits_.owner_max == 0) return true;
    const auto running = running_.find(job.owner);
    return running == running_.end() || running->second < limits_.owner_max;
  });
}

void WorkerPool::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || nextJob() != jobs_.end(); });
    if (stopping_) return;
    const auto next = nextJob();
    Job job = std::move(*next);
    jobs_.erase(next);
    queued_.Decrement();
    const std::string owner = job.owner;
    ++running_[owner];
    lock.unlock();
    work_(std::move(job));
    lock.lock();
    // What this makes room for is taken by this thread, which looks next.
    --running_[owner];
  }
}

}  // namespace itops::http
