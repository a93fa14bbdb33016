#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "database/server_user.hpp"

namespace itops {

/// A program to start. A value.
struct ChildCommand {
  std::vector<std::string> arguments;  ///< the program's full path first
  ServerUser user;
  std::filesystem::path working_dir;  ///< entered as that user
  std::filesystem::path output;       ///< stdout and stderr are appended here
  int death_signal = 0;               ///< sent to the child when the starting THREAD ends
};

/// Starts a program in its own session (so that Ctrl-C in the terminal doesn't reach it) with a
/// clean environment, no inherited descriptors and no blocked signals. Returns its process id,
/// which the caller must reap. Throws Error(kInternal, "embedded_postgres") naming the step that
/// failed. [any]
pid_t startChild(const ChildCommand& command);

/// Starts a program and waits for its end; its wait status. [any]
int runChild(const ChildCommand& command);

}  // namespace itops
