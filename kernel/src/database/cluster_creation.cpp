#include "database/cluster_creation.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "database/child_process.hpp"
#include "database/embedded_error.hpp"

namespace itops {
namespace {

namespace fs = std::filesystem;

constexpr std::streamoff kLogTailBytes = 2'000;

/// Writes out everything on the folder's file system: initdb's own sync of each of its thousand
/// files takes seconds on a busy disk.
void syncFileSystem(const fs::path& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && syncfs(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0) close(descriptor);
  if (synced) return;
  throw embeddedError("The database's folder " + folder.string() +
                      " can't be written to disk: " + std::strerror(error) + ".");
}

void removeDrafts(const fs::path& root) {
  for (const auto& entry : fs::directory_iterator(root)) {
    std::error_code busy;
    if (entry.path().filename().string().starts_with("cluster.new-")) {
      fs::remove_all(entry.path(), busy);
    }
  }
}

fs::path makeDraft(const fs::path& root, const ServerUser& user) {
  std::string name = (root / "cluster.new-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw embeddedError("No folder can be made in " + root.string() +
                        ". Check its owner and the free space.");
  }
  makeFolder(name, user, 0700);
  return name;
}

}  // namespace

void createCluster(const ClusterPlace& place, const ServerUser& user,
                   const PostgresBinaries& binaries) {
  if (fs::exists(place.cluster())) {
    throw embeddedError("The folder " + place.cluster().string() +
                        " is there but holds no PostgreSQL cluster. Move it away.");
  }
  removeDrafts(place.root);
  const fs::path draft = makeDraft(place.root, user);
  const int status =
      runChild({{binaries.initdb().string(), "-D", draft.string(), "-E", "UTF8", "--locale=C.UTF-8",
                 "-U", kClusterOwner, "-A", "peer", "--no-sync", "--no-instructions"},
                user,
                draft,
                place.serverLog(),
                SIGKILL});
  if (status != 0) {
    throw embeddedError("The embedded database can't be created in " + place.root.string() +
                            "; its reason is at the end of " + place.serverLog().string() + ".",
                        tailOfLog(place.serverLog()));
  }
  syncFileSystem(draft);
  fs::rename(draft, place.cluster());
  syncFileSystem(place.root);
}

std::string tailOfLog(const fs::path& log) {
  std::ifstream stream(log, std::ios::ate);
  const std::streamoff size = stream.tellg();
  stream.seekg(std::max<std::streamoff>(0, size - kLogTailBytes));
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace itops
