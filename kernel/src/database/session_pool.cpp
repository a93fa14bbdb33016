#include "database/session_pool.hpp"

#include "database/connection_string.hpp"
#include "database/sql_error.hpp"

namespace itops {

SessionPool::SessionPool(const DatabaseOptions& options, Logger& logger, DatabaseMetrics& metrics)
    : options_(options),
      connection_string_(connectionString(options)),
      logger_(logger),
      metrics_(metrics),
      slots_free_(options.pool_size) {}

SessionPool::~SessionPool() {
  for (auto& idle : idle_) close(std::move(idle.session));
}

SessionPool::Lease SessionPool::acquire() {
  claimSlot();
  Lease lease(*this);
  while (takeIdle(lease)) {
    if (lease->stillConnected()) return lease;
    close(std::move(lease.session_));
  }
  connect(lease);
  return lease;
}

std::unique_ptr<Session> SessionPool::open() {
  return std::make_unique<Session>(connection_string_, options_, metrics_);
}

void SessionPool::claimSlot() {
  std::unique_lock lock(mutex_);
  if (slots_free_ == 0) awaitSlot(lock);
  --slots_free_;
  metrics_.in_use.Increment();
}

void SessionPool::awaitSlot(std::unique_lock<std::mutex>& lock) {
  const auto begun = std::chrono::steady_clock::now();
  const bool free =
      slot_free_.wait_until(lock, begun + options_.pool_wait, [this] { return slots_free_ > 0; });
  metrics_.waits.Increment();
  metrics_.wait_seconds.Increment(
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
  if (free) return;
  metrics_.busy.Increment();
  throw Error(ErrorKind::kUnavailable, "database_busy",
              "The database is busy. Try again in a few seconds.",
              "none of " + std::to_string(options_.pool_size) + " sessions became free within " +
                  std::to_string(options_.pool_wait.count()) + " ms");
}

void SessionPool::giveBackSlot() {
  {
    const std::lock_guard lock(mutex_);
    ++slots_free_;
    metrics_.in_use.Decrement();
  }
  slot_free_.notify_one();
}

bool SessionPool::takeIdle(Lease& lease) {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return false;
  lease.session_ = std::move(idle_.back().session);
  lease.generation_ = idle_.back().generation;
  idle_.pop_back();
  return true;
}

void SessionPool::connect(Lease& lease) {
  {
    const std::lock_guard lock(mutex_);
    lease.generation_ = generation_;
  }
  auto session = open();
  if (lease.session_) close(std::move(lease.session_));
  lease.session_ = std::move(session);
  metrics_.open.Increment();
}

void SessionPool::giveBack(std::unique_ptr<Session> session, unsigned generation) {
  if (!session->usable()) {
    dropIdle();
  } else if (!session->inTransaction()) {
    const std::lock_guard lock(mutex_);
    if (generation == generation_) {
      idle_.push_back({std::move(session), generation});
      return;
    }
  }
  close(std::move(session));
}

void SessionPool::close(std::unique_ptr<Session> session) {
  session.reset();
  metrics_.open.Decrement();
}

void SessionPool::dropIdle() {
  std::vector<Idle> dropped;
  {
    const std::lock_guard lock(mutex_);
    ++generation_;
    dropped.swap(idle_);
  }
  logger_.warning("A database session was lost; idle ones are closed too.",
                  {{"closed", std::to_string(dropped.size())}});
  for (auto& idle : dropped) close(std::move(idle.session));
}

SessionPool::Lease::~Lease() {
  if (slot_ && session_) slot_->giveBack(std::move(session_), generation_);
}

void SessionPool::Lease::renew() {
  slot_->dropIdle();
  slot_->connect(*this);
}

}  // namespace itops
