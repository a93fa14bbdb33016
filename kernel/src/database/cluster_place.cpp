#include "database/cluster_place.hpp"

#include <sodium.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <vector>

#include "database/child_process.hpp"
#include "database/embedded_error.hpp"

namespace itops {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSocketPathMax = sizeof(sockaddr_un{}.sun_path) - 1;
constexpr const char* kSocketName = "/.s.PGSQL.5432";

/// Others may pass through, as the server's user must reach its folders below, but not look around.
constexpr mode_t kPassThrough = 0711;

ServerUser self() {
  return {currentUserName(), geteuid(), getegid(), {}, false};
}

/// Written under another name first, so that it is there wholly or not at all.
void remember(const fs::path& location_file, const fs::path& place) {
  const fs::path draft = location_file.string() + ".new";
  std::ofstream(draft) << place.string() << '\n';
  fs::rename(draft, location_file);
}

fs::path remembered(const fs::path& location_file) {
  std::string text;
  std::ifstream file(location_file);
  std::getline(file, text);
  const fs::path place(text);
  if (place.is_absolute() && fs::is_directory(place)) return place;
  throw embeddedError("The database's folder '" + text + "', named in " + location_file.string() +
                      ", is missing. Restore it, or remove that file to begin with an empty "
                      "database.");
}

fs::path makeFallback(const EmbeddedPostgresOptions& options, const ServerUser& user,
                      Logger& logger) {
  const fs::path place = options.fallback_root / folderHash(options.data_dir);
  fs::create_directories(options.fallback_root);
  makeFolder(place, self(), kPassThrough);
  if (!canEnter(place, user)) {
    throw embeddedError("User '" + user.name + "', which runs PostgreSQL, can enter neither " +
                        options.data_dir.string() + " nor " + place.string() +
                        ". Choose another folder with ITOPS_DATA_DIR.");
  }
  remember(options.data_dir / "postgres.location", place);
  logger.warning(
      "The embedded database lives outside of the data folder, which its user can't "
      "enter.",
      {{"user", user.name}, {"folder", place.string()}});
  return place;
}

bool usableForSocket(const fs::path& folder) {
  const std::string text = folder.string();
  return text.size() + std::strlen(kSocketName) <= kSocketPathMax &&
         text.find_first_of(",\"'\n") == std::string::npos;
}

/// True for a folder of that name that only we or the server's user could have made.
bool isPrivateFolder(const fs::path& folder, const ServerUser& user) {
  struct stat status {};
  return lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
         (status.st_uid == user.uid || status.st_uid == geteuid()) && (status.st_mode & 077) == 0;
}

fs::path shortFolder(const fs::path& root, const ServerUser& user) {
  const char* runtime = std::getenv("XDG_RUNTIME_DIR");
  const bool own = !user.switched && runtime != nullptr && isPrivateFolder(runtime, user);
  return fs::path(own ? runtime : "/tmp") / ("itops-" + folderHash(root));
}

}  // namespace

std::string folderHash(const fs::path& folder) {
  const std::string text = fs::weakly_canonical(folder).string();
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  char hex[17];
  return sodium_bin2hex(hex, sizeof hex, hash, 8);
}

bool canEnter(const fs::path& folder, const ServerUser& user) {
  try {
    return runChild({{"/bin/true"}, user, folder, "/dev/null"}) == 0;
  } catch (const Error&) {
    return false;
  }
}

fs::path choosePlace(const EmbeddedPostgresOptions& options, Logger& logger) {
  const fs::path location_file = options.data_dir / "postgres.location";
  if (fs::exists(location_file)) return remembered(location_file);
  const fs::path place = options.data_dir / "postgres";
  const bool holds_cluster = fs::exists(place / "cluster");
  const ServerUser user = findServerUser(place / "cluster");
  makeFolder(place, self(), user.switched ? kPassThrough : 0700);
  if (!user.switched || canEnter(place, user)) return place;
  if (!holds_cluster) {
    fs::remove(place);
    return makeFallback(options, user, logger);
  }
  throw embeddedError("User '" + user.name + "', which runs PostgreSQL, can't enter " +
                      place.string() +
                      " any more. Open the folders above it (chmod o+x), or move "
                      "the data folder back.");
}

fs::path makeSocketFolder(const fs::path& root, const ServerUser& user) {
  fs::path folder = root / "run";
  if (!usableForSocket(folder)) {
    folder = shortFolder(root, user);
    if (fs::symlink_status(folder).type() != fs::file_type::not_found &&
        !isPrivateFolder(folder, user)) {
      throw embeddedError("The folder " + folder.string() +
                          " for the database's socket belongs to somebody else. Remove it, or "
                          "choose a shorter ITOPS_DATA_DIR.");
    }
  }
  makeFolder(folder, user, 0700);
  for (const char* name : {".s.PGSQL.5432", ".s.PGSQL.5432.lock"}) fs::remove(folder / name);
  return folder;
}

}  // namespace itops
