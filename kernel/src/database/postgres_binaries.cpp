#include "database/postgres_binaries.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "database/embedded_error.hpp"

namespace itops {
namespace {

namespace fs = std::filesystem;

constexpr int kMajorMin = 15;

/// First line that a program prints; empty when it can't be run.
std::string firstLine(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "re"), pclose);
  char line[512] = {};
  if (!pipe || fgets(line, sizeof line, pipe.get()) == nullptr) return {};
  std::string text(line);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

/// 0 when the folder has no complete PostgreSQL. The text is `postgres (PostgreSQL) 15.4 (...)`.
int majorOf(const fs::path& folder) {
  if (access((folder / "postgres").c_str(), X_OK) != 0) return 0;
  if (access((folder / "initdb").c_str(), X_OK) != 0) return 0;
  const std::string text_path = folder.string();
  if (text_path.find('\'') != std::string::npos) return 0;
  const std::string text = firstLine("'" + text_path + "/postgres' --version 2>/dev/null");
  const std::size_t number = text.find(") ");
  return number == std::string::npos ? 0 : std::atoi(text.c_str() + number + 2);
}

std::vector<fs::path> debianFolders() {
  std::vector<fs::path> folders;
  std::error_code ignored;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    folders.push_back(version.path() / "bin");
  }
  return folders;
}

PostgresBinaries newest(const std::vector<fs::path>& folders, std::optional<int> cluster_major) {
  PostgresBinaries best;
  for (const auto& folder : folders) {
    const int major = majorOf(folder);
    const bool fits = cluster_major ? major == *cluster_major : major >= kMajorMin;
    if (fits && major > best.major) best = {folder, major};
  }
  return best;
}

[[noreturn]] void failMissing(const fs::path& configured, std::optional<int> cluster_major) {
  const std::string version = std::to_string(cluster_major.value_or(kMajorMin));
  const std::string place = configured.empty() ? "installed" : "in " + configured.string();
  throw embeddedError("No PostgreSQL " + version + (cluster_major ? "" : " or newer") + " is " +
                      place + ". Install it with: apt-get install postgresql-" + version +
                      ", or name an external database with ITOPS_DATABASE_HOST.");
}

}  // namespace

std::optional<int> clusterMajor(const fs::path& cluster) {
  std::ifstream file(cluster / "PG_VERSION");
  int major = 0;
  if (file >> major) return major;
  return std::nullopt;
}

PostgresBinaries findPostgres(const fs::path& configured, std::optional<int> cluster_major) {
  PostgresBinaries found;
  if (!configured.empty()) {
    found = newest({configured}, cluster_major);
  } else {
    found = newest(debianFolders(), cluster_major);
    if (found.major == 0) {
      found = newest({firstLine("pg_config --bindir 2>/dev/null")}, cluster_major);
    }
  }
  if (found.major == 0) failMissing(configured, cluster_major);
  return found;
}

}  // namespace itops
