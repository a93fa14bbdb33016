#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace itops {

/// The account that the embedded PostgreSQL runs under. A value.
struct ServerUser {
  std::string name;
  uid_t uid = 0;
  gid_t gid = 0;
  std::vector<gid_t> groups = {};  ///< supplementary ones, `gid` included
  bool switched = false;           ///< other than the account of this process, which is root
};

/// Started by root: the owner of an existing cluster, else `postgres`, as PostgreSQL refuses to run
/// as root. Started by anybody else: the same account. Throws Error(kInternal, "embedded_postgres")
/// when there is no such account. [main]
ServerUser findServerUser(const std::filesystem::path& cluster);

/// Name of the account of this process. Throws as above when it has none. [main]
std::string currentUserName();

/// Makes a folder with exactly this mode, owned by the user; one that exists is adjusted. Throws
/// Error(kInternal, "embedded_postgres") naming folder and reason. [any]
void makeFolder(const std::filesystem::path& folder, const ServerUser& owner, mode_t mode);

}  // namespace itops
