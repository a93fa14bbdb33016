#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace itops::test {

using Environment = std::map<std::string, std::string>;

/// A program that runs beside the test, its output in a file. It is killed when this object or the
/// test program ends, however that comes.
class ChildProgram {
 public:
  /// Starts at once with this process's environment, less every ITOPS_* variable, and `environment`
  /// over it. @param arguments the program's path first
  /// @param output file for stdout and stderr, replaced
  ChildProgram(const std::vector<std::string>& arguments, const Environment& environment,
               std::filesystem::path output);
  ~ChildProgram();
  ChildProgram(const ChildProgram&) = delete;
  ChildProgram& operator=(const ChildProgram&) = delete;

  pid_t pid() const { return pid_; }

  void signal(int signal_number);

  /// Exit code, or 128 + signal number; empty when it still runs after the limit.
  std::optional<int> waitForExit(std::chrono::milliseconds limit);

  /// What it has written so far, stdout and stderr as they came.
  std::string output() const;

 private:
  const std::filesystem::path output_;
  const pid_t pid_;
  std::optional<int> exit_code_;
};

/// How a program that came to its end did.
struct Finished {
  int exit_code = 0;
  std::string output;
};

/// Runs a program to its end, at most a minute. Throws std::runtime_error when it takes longer.
Finished runProgram(const std::vector<std::string>& arguments, const Environment& environment = {});

}  // namespace itops::test
