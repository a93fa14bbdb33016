#include "database/orphan.hpp"

#include <csignal>
#include <fstream>
#include <string>
#include <thread>

#include "database/embedded_error.hpp"

namespace itops {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kPollInterval{10};

pid_t statedPid(const fs::path& pid_file) {
  std::ifstream file(pid_file);
  pid_t pid = 0;
  return file >> pid && pid > 1 ? pid : 0;
}

/// A zombie has neither link, so it counts as ended. After an upgrade of the package the name of
/// the executable ends in " (deleted)".
bool runsOn(pid_t pid, const fs::path& cluster) {
  const fs::path process = "/proc/" + std::to_string(pid);
  std::error_code error;
  const fs::path program = fs::read_symlink(process / "exe", error);
  if (error || !program.filename().string().starts_with("postgres")) return false;
  return fs::equivalent(process / "cwd", cluster, error) && !error;
}

bool endsWithin(pid_t pid, const fs::path& cluster, std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (runsOn(pid, cluster)) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(kPollInterval);
  }
  return true;
}

}  // namespace

void stopOrphan(const fs::path& cluster, std::chrono::milliseconds patience, Logger& logger) {
  const fs::path pid_file = cluster / "postmaster.pid";
  const pid_t pid = statedPid(pid_file);
  if (pid == 0) return;
  if (runsOn(pid, cluster)) {
    logger.warning("A PostgreSQL left over from a killed process is stopped.",
                   {{"pid", std::to_string(pid)}});
    for (const int signal : {SIGINT, SIGQUIT, SIGKILL}) {
      kill(pid, signal);
      if (endsWithin(pid, cluster, patience)) break;
    }
    if (runsOn(pid, cluster)) {
      throw embeddedError("PostgreSQL process " + std::to_string(pid) + " still runs on " +
                          cluster.string() + " and can't be ended. End it by hand.");
    }
  }
  // PostgreSQL copes with a file whose process is gone, but not with a process id in use again.
  if (kill(pid, 0) == 0) fs::remove(pid_file);
}

}  // namespace itops
