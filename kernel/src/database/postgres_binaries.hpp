#pragma once

#include <filesystem>
#include <optional>

namespace itops {

/// Where a PostgreSQL is installed. A value.
struct PostgresBinaries {
  std::filesystem::path folder;
  int major = 0;

  std::filesystem::path postgres() const { return folder / "postgres"; }
  std::filesystem::path initdb() const { return folder / "initdb"; }
};

/// Major version of an existing cluster; empty when there is none. [any]
std::optional<int> clusterMajor(const std::filesystem::path& cluster);

/// Looks in `configured` alone when it is not empty, else in /usr/lib/postgresql/*/bin, then where
/// `pg_config --bindir` says. Takes the version of the existing cluster, for a new one the newest,
/// at least 15. Throws Error(kInternal, "embedded_postgres") naming the package to install. [main]
PostgresBinaries findPostgres(const std::filesystem::path& configured,
                              std::optional<int> cluster_major);

}  // namespace itops
