#include "database/cluster_settings.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "database/embedded_error.hpp"

namespace itops {
namespace {

namespace fs = std::filesystem;

/// Statement errors are logged by core, with names instead of values; `log` leaves them out here
/// and keeps starts, stops and crashes.
constexpr const char* kFixedSettings = R"(listen_addresses = ''
port = 5432
unix_socket_permissions = 0700
shared_buffers = 64MB
work_mem = 8MB
maintenance_work_mem = 64MB
min_wal_size = 80MB
max_wal_size = 1GB
wal_compression = on
max_wal_senders = 0
max_parallel_workers_per_gather = 0
jit = off
recovery_init_sync_method = syncfs
fsync = on
synchronous_commit = on
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
log_line_prefix = '%m [%p] '
)";

std::string quotedSetting(const std::string& text) {
  std::string result = "'";
  for (const char character : text) {
    if (character == '\'') result.push_back('\'');
    if (character == '\\') result.push_back('\\');
    result.push_back(character);
  }
  return result + "'";
}

void writeFile(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::trunc);
  file << "# Written by itops at each start. Put settings of your own into custom.conf.\n" << text;
  file.close();
  if (file && chmod(path.c_str(), 0644) == 0) return;
  throw embeddedError("The file " + path.string() + " can't be written: " + std::strerror(errno) +
                      ".");
}

}  // namespace

fs::path settingsFile(const ClusterPlace& place) {
  return place.root / "postgresql.conf";
}

void writeClusterSettings(const ClusterPlace& place, int connections_max) {
  const fs::path hba = place.root / "hba.conf";
  const fs::path ident = place.root / "ident.conf";
  writeFile(hba, "local all itops peer map=itops\n");
  writeFile(ident, "itops \"" + currentUserName() + "\" itops\n");
  writeFile(
      settingsFile(place),
      "include_if_exists = 'cluster/postgresql.conf'\n" + std::string(kFixedSettings) +
          "max_connections = " + std::to_string(connections_max) + "\n" +
          "unix_socket_directories = " + quotedSetting("\"" + place.socket_folder.string() + "\"") +
          "\n" + "hba_file = " + quotedSetting(hba.string()) + "\n" + "ident_file = " +
          quotedSetting(ident.string()) + "\n" + "include_if_exists = 'custom.conf'\n");
}

}  // namespace itops
