#include "identity/login_pool.hpp"

#include <sys/resource.h>

#include <utility>

namespace itops::identity {
namespace {

constexpr int kNice = 10;

}  // namespace

LoginPool::LoginPool(std::size_t threads, std::size_t queue_max) : queue_max_(queue_max) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

LoginPool::~LoginPool() {
  stop();
}

bool LoginPool::submit(Work work) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || waiting_.size() >= queue_max_) return false;
    waiting_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

void LoginPool::stop() noexcept {
  std::deque<Work> dropped;  // their responders answer once the lock is gone
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    dropped.swap(waiting_);
  }
  changed_.notify_all();
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void LoginPool::run() {
  setpriority(PRIO_PROCESS, 0, kNice);  // on Linux: of this thread; fails only without a thread
  for (;;) {
    Work work;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      work = std::move(waiting_.front());
      waiting_.pop_front();
    }
    work();
  }
}

}  // namespace itops::identity
