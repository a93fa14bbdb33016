#include "scheduler/leadership.hpp"

#include <utility>

#include "scheduler/leader_repository.hpp"

namespace itops::scheduler {

Leadership::Leadership(PostgresDatabase& database, std::string replica, LeaderOptions options,
                       Logger& logger, prometheus::Gauge& is_leader)
    : database_(database),
      replica_(std::move(replica)),
      options_(options),
      logger_(logger),
      is_leader_(is_leader) {}

Leadership::~Leadership() {
  stop();
}

void Leadership::start(std::function<void()> on_change) {
  on_change_ = std::move(on_change);
  thread_ = std::thread([this] { runForever(); });
}

void Leadership::stop() noexcept {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

std::optional<std::int64_t> Leadership::epoch() const {
  const std::int64_t epoch = epoch_;
  return epoch == 0 ? std::nullopt : std::optional(epoch);
}

void Leadership::runForever() {
  while (!stopping_) {
    try {
      database_.withOwnSession([this](Session& session) { serve(session); });
    } catch (const Error& error) {
      tellOnce(error);
      setEpoch(0);
      pause();
    }
  }
  setEpoch(0);
}

void Leadership::serve(Session& session) {
  LeaderRepository(session).detectVanishedPeer();
  told_ = false;
  while (!stopping_) {
    if (epoch_ == 0) {
      tryToLead(session);
    } else if (!LeaderRepository(session).renew(epoch_)) {
      throw Error(ErrorKind::kUnavailable, "leadership_lost",
                  "Another replica has taken the leadership of jobs.");
    }
    pause();
  }
}

void Leadership::tryToLead(Session& session) {
  LeaderRepository repository(session);
  if (repository.tryLock()) {
    setEpoch(repository.takeOver(replica_));
  } else if (repository.endHungLeader(options_.lease)) {
    logger_.warning("The leader of jobs did not answer and was ended.",
                    {{"leaseMs", std::to_string(options_.lease.count())}});
  }
}

void Leadership::setEpoch(std::int64_t epoch) {
  if (epoch_.exchange(epoch) == epoch) return;
  is_leader_.Set(epoch == 0 ? 0 : 1);
  logger_.info(epoch == 0 ? "This replica leads jobs no longer." : "This replica leads jobs now.",
               {{"replica", replica_}, {"epoch", std::to_string(epoch)}});
  on_change_();
}

/// A database that is away for an hour is told once.
void Leadership::tellOnce(const Error& error) {
  if (!std::exchange(told_, true)) {
    logger_.warning("The connection for the leadership of jobs is lost; it will be made anew.",
                    {{"error", error.what()}, {"detail", error.logDetail()}});
  }
}

void Leadership::pause() {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, options_.check_interval, [this] { return stopping_.load(); });
}

}  // namespace itops::scheduler
