#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "database/options.hpp"
#include "itops/logger.hpp"

namespace itops {

/// How to run the private PostgreSQL. A value.
struct EmbeddedPostgresOptions {
  std::filesystem::path data_dir;      ///< core's data folder, created when missing
  std::filesystem::path bin_dir = {};  ///< folder of `postgres` and `initdb`; empty: searched for
  int connections_max = 24;            ///< pool size plus a few for people with psql
  std::chrono::milliseconds start_timeout{60'000};  ///< recovery after a crash included
  std::chrono::milliseconds stop_timeout{15'000};   ///< then it is stopped harder
  /// Home of the cluster when the server's user can't reach `data_dir` (a checkout under /root).
  std::filesystem::path fallback_root = "/var/lib/itops";
};

/// A PostgreSQL of our own, for development and small installations: the system's binaries (15 or
/// newer), a cluster in `<data_dir>/postgres`, reachable over a Unix socket in a private folder
/// only. Started by root it runs as the user `postgres`, else as the same user; the socket lets in
/// core's own user alone. fsync and synchronous_commit stay on. Settings of your own go into
/// `<data_dir>/postgres/custom.conf`; the server's log is `server.log` beside it.
///
/// One process per data folder: a second one is refused. If the server dies, it is started again.
/// If this process dies, the server stops by itself; one that is still there at the next start is
/// stopped first.
///
/// All functions [main], errors are Error(kInternal, "embedded_postgres") whose public message is
/// for the operator's terminal and names the remedy.
class EmbeddedPostgres {
 public:
  /// Does nothing yet. `logger` must outlive this object.
  EmbeddedPostgres(EmbeddedPostgresOptions options, Logger& logger);
  /// Stops the server.
  ~EmbeddedPostgres();

  /// Creates the cluster when there is none, starts the server, waits until it answers, and
  /// returns how to connect. Call once.
  DatabaseOptions start();

  /// Fast shutdown, harder after `stop_timeout`; returns when the server is gone. Without effect
  /// when it isn't running. Close the pool first.
  void stop() noexcept;

  /// Process id of the server; 0 while it isn't running (stopped, or being restarted).
  int serverPid() const;

  /// Folder of cluster, settings and log. Empty before start().
  std::filesystem::path place() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace itops
