#pragma once

#include <filesystem>

#include "database/cluster_place.hpp"

namespace itops {

/// Writes `postgresql.conf`, `hba.conf` and `ident.conf` into the place's root, anew at each start.
/// They include what initdb chose for this machine (before) and `custom.conf` (after). Throws
/// Error(kInternal, "embedded_postgres"). [main]
void writeClusterSettings(const ClusterPlace& place, int connections_max);

/// Path of the main settings file. [any]
std::filesystem::path settingsFile(const ClusterPlace& place);

}  // namespace itops
