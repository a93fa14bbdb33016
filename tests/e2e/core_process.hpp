#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "database/options.hpp"
#include "e2e/child_program.hpp"
#include "support/temporary_folder.hpp"

namespace itops::test {

/// The staged executable.
std::string itopsProgram();

/// Variables that point core at a database of PostgresFixture. Development takes them as they are;
/// production also wants a password.
Environment externalDatabase(const DatabaseOptions& options);

/// The staged program as its users run it: a process of its own on a free port, with a data folder
/// that lives as long as this object and is used again by the next start().
///
///   CoreProcess core(Environment{{"ITOPS_SILENCE_INTERVAL", "1s"}});
///   core.start();
///   HttpClient(core.port()).get("/health");
///
/// Without ITOPS_DATABASE_HOST it runs its embedded PostgreSQL. One thread at a time.
class CoreProcess {
 public:
  explicit CoreProcess(Environment environment = {});
  /// Stops core and its PostgreSQL, harder when it doesn't end by itself.
  ~CoreProcess();
  CoreProcess(const CoreProcess&) = delete;
  CoreProcess& operator=(const CoreProcess&) = delete;

  /// Starts it and waits until it is ready. Throws std::runtime_error with its output otherwise.
  void start(std::chrono::seconds limit = std::chrono::seconds(60));

  /// Starts it and returns at once.
  void launch();
  /// Waits until it says that it is ready; false when it ended or the limit passed.
  bool waitReady(std::chrono::seconds limit);

  /// SIGTERM, and its exit code once it has ended; 128 + SIGKILL when it had to be killed.
  int terminate(std::chrono::seconds limit = std::chrono::seconds(40));
  /// SIGKILL; returns when it is gone. Its PostgreSQL may live on for a moment.
  void kill9();

  void signal(int signal_number) { program_->signal(signal_number); }
  /// Exit code; empty when it still runs after the limit.
  std::optional<int> waitForExit(std::chrono::seconds limit) {
    return program_->waitForExit(limit);
  }

  /// Changes a variable for the next start.
  void set(const std::string& name, const std::string& value) { environment_[name] = value; }

  /// Port that it serves. Once ready.
  std::uint16_t port() const { return port_; }
  /// The operator key. Once ready.
  std::string key() const;
  /// Output of the newest start.
  std::string output() const { return program_->output(); }
  std::filesystem::path dataFolder() const { return folder_ / "data"; }

  /// How to reach the embedded PostgreSQL while it runs.
  DatabaseOptions embeddedDatabase() const;
  /// Process id of the embedded PostgreSQL; 0 without one.
  pid_t embeddedServer() const;

 private:
  void waitForServerToEnd(pid_t server);

  TemporaryFolder folder_ = TemporaryFolder::inMemory();
  Environment environment_;
  std::optional<ChildProgram> program_;
  std::uint16_t port_ = 0;
};

}  // namespace itops::test
