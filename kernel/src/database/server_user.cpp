#include "database/server_user.hpp"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "database/embedded_error.hpp"

namespace itops {
namespace {

std::vector<gid_t> groupsOf(const passwd& account) {
  std::vector<gid_t> groups(64);
  int count = static_cast<int>(groups.size());
  while (getgrouplist(account.pw_name, account.pw_gid, groups.data(), &count) < 0) {
    groups.resize(static_cast<std::size_t>(count));
  }
  groups.resize(static_cast<std::size_t>(count));
  return groups;
}

std::optional<ServerUser> toUser(const passwd* account) {
  if (account == nullptr) return std::nullopt;
  return ServerUser{account->pw_name, account->pw_uid, account->pw_gid, groupsOf(*account),
                    account->pw_uid != geteuid()};
}

ServerUser currentUser() {
  auto user = toUser(getpwuid(geteuid()));
  if (user) return *user;
  throw embeddedError("The embedded PostgreSQL can't run under user id " +
                      std::to_string(geteuid()) +
                      ", which has no name: add it to /etc/passwd, or set ITOPS_DATABASE_HOST.");
}

}  // namespace

ServerUser findServerUser(const std::filesystem::path& cluster) {
  if (geteuid() != 0) return currentUser();
  struct stat status {};
  const bool owned = stat(cluster.c_str(), &status) == 0 && status.st_uid != 0;
  auto user = toUser(owned ? getpwuid(status.st_uid) : getpwnam("postgres"));
  if (user) return *user;
  throw embeddedError(
      owned ? "The database folder " + cluster.string() + " belongs to user id " +
                  std::to_string(status.st_uid) + ", which has no name: give it to 'postgres'."
            : "PostgreSQL refuses to run as root and there is no user 'postgres': install the "
              "package postgresql-15, or start itops as a normal user.");
}

std::string currentUserName() {
  return currentUser().name;
}

void makeFolder(const std::filesystem::path& folder, const ServerUser& owner, mode_t mode) {
  const bool made = mkdir(folder.c_str(), 0700) == 0;
  if ((made || errno == EEXIST) && chmod(folder.c_str(), mode) == 0 &&
      (!owner.switched || lchown(folder.c_str(), owner.uid, owner.gid) == 0)) {
    return;
  }
  throw embeddedError("The folder " + folder.string() + " can't be prepared for user '" +
                      owner.name + "': " + std::strerror(errno) + ".");
}

}  // namespace itops
