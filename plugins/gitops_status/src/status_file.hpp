#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server.hpp"

namespace itops::gitops {

/// The content of a status file.
struct StatusFile {
  std::string version;  ///< `1` or `2.0`
  std::vector<Server> servers;
};

/// Reads the JSON that versions 1 and 2 of the Flask program kept; which one is seen by its
/// members. Nothing of it is lost: what clients had sent is kept as it is. `reported_at` is what
/// `timestamp` says, as far as it is a time that has passed, else `now`. Throws Error(kInvalid,
/// "status_file_invalid") that names what is wrong, up to twenty things, and nothing is read. [any]
StatusFile parseStatusFile(std::string_view text, Timestamp now);

}  // namespace itops::gitops
