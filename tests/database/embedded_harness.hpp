#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "database/database_harness.hpp"
#include "database/embedded_postgres.hpp"
#include "support/temporary_folder.hpp"

namespace itops::test {

/// A data folder for embedded servers of one test.
struct EmbeddedHarness {
  EmbeddedPostgresOptions options() const {
    EmbeddedPostgresOptions options;
    options.data_dir = data_dir;
    options.fallback_root = folder / "fallback";
    return options;
  }

  /// A text that a query reads through the server at these options.
  std::string ask(const DatabaseOptions& connection, const std::string& sql) {
    MetricsRegistry metrics;
    PostgresDatabase database(connection, logger, metrics);
    return std::string(database.run(Statement{"test.ask", sql.c_str()})[0].text("answer"));
  }
  void tell(const DatabaseOptions& connection, const std::string& sql) {
    MetricsRegistry metrics;
    PostgresDatabase(connection, logger, metrics).runScript(sql);
  }

  TemporaryFolder folder;
  std::filesystem::path data_dir = folder / "data";
  RecordingLogger logger;
};

/// The public message of the Error that an action throws.
inline std::string messageOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

/// A core in a process of its own that keeps an embedded server running until it is killed.
class CoreProcess {
 public:
  explicit CoreProcess(const EmbeddedPostgresOptions& options) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("pipe");
    pid_ = fork();
    if (pid_ == 0) serve(options, ends[1]);
    close(ends[1]);
    if (read(ends[0], &server_, sizeof server_) != sizeof server_) server_ = 0;
    close(ends[0]);
  }
  ~CoreProcess() { kill(); }

  /// Process id of the server; 0 when it didn't start.
  pid_t server() const { return server_; }

  void kill() {
    if (pid_ > 0) ::kill(pid_, SIGKILL), waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

 private:
  [[noreturn]] static void serve(const EmbeddedPostgresOptions& options, int report) {
    RecordingLogger logger;
    EmbeddedPostgres postgres(options, logger);
    try {
      postgres.start();
    } catch (const std::exception&) {
      _exit(1);
    }
    const pid_t server = postgres.serverPid();
    if (write(report, &server, sizeof server) != sizeof server) _exit(1);
    while (true) pause();
  }

  pid_t pid_ = 0;
  pid_t server_ = 0;
};

}  // namespace itops::test
