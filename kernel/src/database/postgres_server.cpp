#include "database/postgres_server.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

#include "itops/error.hpp"

namespace itops {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kPauseMin{100};
constexpr milliseconds kPauseMax{10'000};
/// A server that ran so long was healthy; its next end begins with the short pause again.
constexpr milliseconds kHealthyRun{30'000};

std::string describe(int status) {
  if (WIFSIGNALED(status)) return "signal " + std::to_string(WTERMSIG(status));
  return "exit code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

PostgresServer::PostgresServer(ChildCommand command, Logger& logger)
    : command_(std::move(command)), logger_(logger), thread_([this] { watch(); }) {}

PostgresServer::~PostgresServer() {
  if (thread_.joinable()) stop(milliseconds(0));
}

void PostgresServer::watch() {
  milliseconds length = kPauseMin;
  do {
    const auto begun = Clock::now();
    const pid_t pid = launch();
    if (pid > 0) reap(pid);
    length = Clock::now() - begun > kHealthyRun ? kPauseMin : std::min(length * 2, kPauseMax);
  } while (pause(length / 2));
}

/// Under the lock, so that stop() either prevents the start or knows the process.
pid_t PostgresServer::launch() {
  const std::lock_guard lock(mutex_);
  if (stopping_) return 0;
  try {
    pid_ = startChild(command_);
  } catch (const Error& error) {
    ++endings_;
    logger_.error("The embedded PostgreSQL can't be started.", {{"reason", error.what()}});
  }
  return pid_;
}

/// Waits without reaping first: the process id stays ours until stop() can no longer signal it.
void PostgresServer::reap(pid_t pid) {
  siginfo_t ignored;
  while (waitid(P_PID, static_cast<id_t>(pid), &ignored, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
  }
  const std::lock_guard lock(mutex_);
  int status = 0;
  waitpid(pid, &status, 0);
  pid_ = 0;
  changed_.notify_all();
  if (stopping_) return;
  ++endings_;
  logger_.error("The embedded PostgreSQL ended unexpectedly and is started again.",
                {{"how", describe(status)}});
}

bool PostgresServer::pause(milliseconds length) {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, length, [this] { return stopping_; });
}

void PostgresServer::stop(milliseconds patience) noexcept {
  {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
    for (const int signal : {SIGINT, SIGQUIT, SIGKILL}) {
      if (pid_ == 0) break;
      kill(pid_, signal);
      changed_.wait_for(lock, patience, [this] { return pid_ == 0; });
    }
  }
  if (thread_.joinable()) thread_.join();
}

pid_t PostgresServer::pid() const {
  const std::lock_guard lock(mutex_);
  return pid_;
}

int PostgresServer::endings() const {
  const std::lock_guard lock(mutex_);
  return endings_;
}

}  // namespace itops
