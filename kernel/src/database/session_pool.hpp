#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "database/database_metrics.hpp"
#include "database/options.hpp"
#include "database/session.hpp"
#include "itops/logger.hpp"

namespace itops {

/// At most `pool_size` sessions, opened when first needed. The one given back last is lent out
/// first: it has its statements prepared. [any]
class SessionPool {
 public:
  /// A lent session; goes back, or is closed when it can't be used again, with this object.
  /// Move-only, one thread.
  class Lease {
   public:
    Lease(Lease&& other) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();

    Session& operator*() const { return *session_; }
    Session* operator->() const { return session_.get(); }

    /// Connects a new session in place of the lost one; all idle sessions are closed, as they have
    /// probably met the same fate. Throws as Session's constructor does, and then keeps the lost
    /// one: whoever unwinds still asks it whether it is usable.
    void renew();

   private:
    friend class SessionPool;
    struct GiveBackSlot {
      void operator()(SessionPool* pool) const { pool->giveBackSlot(); }
    };
    explicit Lease(SessionPool& pool) : slot_(&pool) {}

    std::unique_ptr<SessionPool, GiveBackSlot> slot_;
    std::unique_ptr<Session> session_;
    unsigned generation_ = 0;
  };

  /// `options`, `logger` and `metrics` must outlive this object. Throws as connectionString does.
  SessionPool(const DatabaseOptions& options, Logger& logger, DatabaseMetrics& metrics);
  /// Closes all sessions; none may be lent out any more.
  ~SessionPool();

  /// Waits up to `pool_wait` for a session, then throws Error(kUnavailable, "database_busy").
  Lease acquire();

  /// A connection outside the pool and its limit.
  std::unique_ptr<Session> open();

 private:
  struct Idle {
    std::unique_ptr<Session> session;
    unsigned generation;
  };

  void claimSlot();
  void giveBackSlot();
  void awaitSlot(std::unique_lock<std::mutex>& lock);
  bool takeIdle(Lease& lease);
  void connect(Lease& lease);
  void giveBack(std::unique_ptr<Session> session, unsigned generation);
  void close(std::unique_ptr<Session> session);
  void dropIdle();

  const DatabaseOptions& options_;
  const std::string connection_string_;
  Logger& logger_;
  DatabaseMetrics& metrics_;

  std::mutex mutex_;  ///< guards all below
  std::condition_variable slot_free_;
  int slots_free_;
  std::vector<Idle> idle_;
  /// Raised with each loss; sessions of an older generation are closed when they come back.
  unsigned generation_ = 0;
};

}  // namespace itops
