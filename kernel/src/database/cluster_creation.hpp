#pragma once

#include <filesystem>
#include <string>

#include "database/cluster_place.hpp"
#include "database/postgres_binaries.hpp"
#include "database/server_user.hpp"

namespace itops {

/// Superuser of the embedded cluster; core's own account logs in under this name.
inline constexpr const char* kClusterOwner = "itops";

/// Runs initdb as the server's user. The cluster is made under another name, which it changes when
/// it is complete and on disk: it is there wholly or not at all, and what an interrupted attempt
/// left behind is removed. Throws Error(kInternal, "embedded_postgres"). [main]
void createCluster(const ClusterPlace& place, const ServerUser& user,
                   const PostgresBinaries& binaries);

/// The last lines of a log, for an error's detail; empty when there is none. [any]
std::string tailOfLog(const std::filesystem::path& log);

}  // namespace itops
