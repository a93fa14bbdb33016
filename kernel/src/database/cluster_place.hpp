#pragma once

#include <filesystem>
#include <string>

#include "database/embedded_postgres.hpp"
#include "database/server_user.hpp"
#include "itops/logger.hpp"

namespace itops {

/// The folders of one embedded PostgreSQL. `root` belongs to core; the server's user may only
/// write `cluster()` and `socket_folder`.
struct ClusterPlace {
  std::filesystem::path root;           ///< absolute
  std::filesystem::path socket_folder;  ///< private to the server's user, 0700

  std::filesystem::path cluster() const { return root / "cluster"; }
  std::filesystem::path serverLog() const { return root / "server.log"; }
};

/// `<data_dir>/postgres`, or, when the server's user can't get there, a folder under
/// `fallback_root` that is remembered in `<data_dir>/postgres.location`. Never turns to an empty
/// fallback while the data folder holds a cluster. Creates what is missing. Throws
/// Error(kInternal, "embedded_postgres"). [main]
std::filesystem::path choosePlace(const EmbeddedPostgresOptions& options, Logger& logger);

/// `<root>/run`, or a short folder elsewhere when that path is too long for a Unix socket or has
/// characters that PostgreSQL takes for a list of hosts. Creates it. Throws as above. [main]
std::filesystem::path makeSocketFolder(const std::filesystem::path& root, const ServerUser& user);

/// True when the server's user can enter the folder. [any]
bool canEnter(const std::filesystem::path& folder, const ServerUser& user);

/// 16 hex digits that tell one folder from another. [any]
std::string folderHash(const std::filesystem::path& folder);

}  // namespace itops
