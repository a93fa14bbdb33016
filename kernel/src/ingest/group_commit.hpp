#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <iterator>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "ingest/ingest_metrics.hpp"
#include "itops/error.hpp"

namespace itops::ingest {

/// Bounds of one writer; settings `ingest.*`.
struct GroupCommitLimits {
  std::size_t batch_rows_max = 1000;
  /// Pushes that may wait; more get 503 with Retry-After.
  std::size_t queue_max = 10000;
  /// How long pushes in flight wait for a database that went away before they get 503.
  std::chrono::milliseconds retry_for{5000};
};

/// Group commit. Pushes queue up while a transaction is under way; the one writer thread then takes
/// all that wait, writes them in the next transaction and answers after its commit. Batches form by
/// themselves, there is no timer.
///
/// What can fail: the queue is full (503 at once); the database is away (the batch is repeated for
/// `retry_for`, then 503 with Retry-After); one push can't be stored (the batch is halved until it
/// stands alone and gets 500, its neighbours are stored).
template <class Push>
class GroupCommit {
 public:
  /// What is done with pushes. On the writer's thread, but refuse().
  class Work {
   public:
    virtual ~Work() = default;
    /// Stores and answers a batch in one transaction; throws where nothing of it was stored.
    virtual void write(std::span<Push* const> pushes) = 0;
    /// Answers pushes that could not be stored.
    virtual void fail(std::span<Push* const> pushes, const Error& error) = 0;
    /// Tells the log of a push that can't be stored although the database is well.
    virtual void report(const Push& push, const Error& error) = 0;
    /// Answers a push for which there is no room. [any]
    virtual void refuse(Push& push, const Error& error) = 0;
  };

  /// @param work, metrics outlive this object
  GroupCommit(Work& work, const GroupCommitLimits& limits, IngestMetrics& metrics)
      : work_(work), limits_(limits), metrics_(metrics), writer_([this] { writeForever(); }) {}
  ~GroupCommit() { stop(); }

  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  /// Takes the push over. Never blocks. [any]
  void submit(Push&& push) {
    {
      const std::lock_guard lock(mutex_);
      if (!stopping_ && waiting_.size() < limits_.queue_max) {
        waiting_.push_back(std::move(push));
        if (std::exchange(idle_, false)) wake_.notify_one();
        return;
      }
    }
    metrics_.refused.Increment();
    work_.refuse(push, Error(ErrorKind::kUnavailable, "ingest_busy",
                             "Too many pushes are waiting to be written. Repeat the push in a "
                             "moment."));
  }

  /// Writes what waits, then ends the writer. Later pushes get 503. [main]
  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_one();
    if (writer_.joinable()) writer_.join();
  }

 private:
  using SteadyClock = std::chrono::steady_clock;

  static constexpr std::chrono::milliseconds kRetryDelayMin{20};
  static constexpr std::chrono::milliseconds kRetryDelayMax{500};

  void writeForever() {
    for (auto batch = takeBatch(); !batch.empty(); batch = takeBatch()) {
      std::vector<Push*> pushes;
      pushes.reserve(batch.size());
      for (Push& push : batch) pushes.push_back(&push);
      writeWithRetry(pushes);
    }
  }

  /// Empty only when the writer is to end.
  std::vector<Push> takeBatch() {
    std::unique_lock lock(mutex_);
    idle_ = waiting_.empty();
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    idle_ = false;
    std::vector<Push> batch;
    if (waiting_.size() <= limits_.batch_rows_max) {
      batch.swap(waiting_);
      waiting_.reserve(batch.capacity());
    } else {
      const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(limits_.batch_rows_max);
      batch.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
      waiting_.erase(waiting_.begin(), end);
    }
    metrics_.waiting.Set(static_cast<double>(waiting_.size()));
    return batch;
  }

  void writeWithRetry(std::span<Push* const> pushes) {
    for (int attempt = 0;; ++attempt) {
      try {
        writeTimed(pushes);
        down_since_.reset();
        return;
      } catch (const Error& error) {
        if (error.kind() != ErrorKind::kUnavailable) return writeHalves(pushes, error);
        if (!waitForRetry(attempt)) return fail(pushes, error);
      } catch (const std::exception& error) {
        return writeHalves(pushes, Error(ErrorKind::kInternal, "internal_error",
                                         "The push could not be stored.", error.what()));
      }
    }
  }

  void writeTimed(std::span<Push* const> pushes) {
    const auto start = SteadyClock::now();
    work_.write(pushes);
    metrics_.batch_rows.Observe(static_cast<double>(pushes.size()));
    metrics_.batch_seconds.Observe(
        std::chrono::duration<double>(SteadyClock::now() - start).count());
  }

  /// False when the database has been away for too long. During one outage only the first pushes
  /// wait the whole time; those behind them are tried once.
  bool waitForRetry(int attempt) {
    const auto now = SteadyClock::now();
    if (!down_since_) down_since_ = now;
    if (now - *down_since_ >= limits_.retry_for) return false;
    metrics_.retries.Increment();
    std::this_thread::sleep_for(
        std::min(kRetryDelayMax, kRetryDelayMin * (1 << std::min(attempt, 6))));
    return true;
  }

  void writeHalves(std::span<Push* const> pushes, const Error& error) {
    if (pushes.size() == 1) {
      work_.report(*pushes.front(), error);
      return fail(pushes, error);
    }
    metrics_.halved.Increment();
    const std::size_t half = pushes.size() / 2;
    writeWithRetry(pushes.first(half));
    writeWithRetry(pushes.subspan(half));
  }

  void fail(std::span<Push* const> pushes, const Error& error) {
    metrics_.failed.Increment(static_cast<double>(pushes.size()));
    work_.fail(pushes, error);
  }

  Work& work_;
  const GroupCommitLimits limits_;
  IngestMetrics& metrics_;
  std::optional<SteadyClock::time_point> down_since_;  ///< writer thread only

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Push> waiting_;  ///< guarded by mutex_
  bool idle_ = false;          ///< guarded by mutex_; the writer sleeps
  bool stopping_ = false;      ///< guarded by mutex_
  std::thread writer_;
};

}  // namespace itops::ingest
