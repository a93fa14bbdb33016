#include "e2e/child_program.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include "e2e/eventually.hpp"
#include "support/temporary_folder.hpp"

namespace itops::test {
namespace {

constexpr std::chrono::minutes kRunLimit{1};

std::vector<std::string> environmentTexts(const Environment& overrides) {
  Environment all;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text(*variable);
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || text.starts_with("ITOPS_")) continue;
    all[std::string(text.substr(0, equals))] = text.substr(equals + 1);
  }
  for (const auto& [name, value] : overrides) all[name] = value;
  std::vector<std::string> texts;
  for (const auto& [name, value] : all) texts.push_back(name + "=" + value);
  return texts;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

/// Between fork and exec only calls that are safe there; everything is prepared before.
pid_t spawn(std::vector<std::string> arguments, std::vector<std::string> environment,
            const std::filesystem::path& output) {
  const std::vector<char*> argv = pointers(arguments);
  const std::vector<char*> envp = pointers(environment);
  const int file =
      ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
  const pid_t pid = file < 0 ? -1 : ::fork();
  const int error = errno;
  if (pid != 0) {
    ::close(file);
    if (pid < 0) throw std::system_error(error, std::generic_category(), "start " + arguments[0]);
    return pid;
  }
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::dup2(file, STDOUT_FILENO) < 0 || ::dup2(file, STDERR_FILENO) < 0) ::_exit(126);
  ::execve(argv.front(), argv.data(), envp.data());
  ::_exit(127);
}

}  // namespace

ChildProgram::ChildProgram(const std::vector<std::string>& arguments,
                           const Environment& environment, std::filesystem::path output)
    : output_(std::move(output)), pid_(spawn(arguments, environmentTexts(environment), output_)) {}

ChildProgram::~ChildProgram() {
  if (exit_code_) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

void ChildProgram::signal(int signal_number) {
  if (!exit_code_) ::kill(pid_, signal_number);
}

std::optional<int> ChildProgram::waitForExit(std::chrono::milliseconds limit) {
  eventually(
      [this] {
        int status = 0;
        if (exit_code_ || ::waitpid(pid_, &status, WNOHANG) != pid_) return exit_code_.has_value();
        exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return true;
      },
      limit);
  return exit_code_;
}

std::string ChildProgram::output() const {
  std::ifstream file(output_);
  return {std::istreambuf_iterator<char>(file), {}};
}

Finished runProgram(const std::vector<std::string>& arguments, const Environment& environment) {
  const TemporaryFolder folder;
  ChildProgram program(arguments, environment, folder / "output");
  const auto exit_code = program.waitForExit(kRunLimit);
  if (!exit_code) throw std::runtime_error(arguments.front() + " did not end within a minute");
  return {*exit_code, program.output()};
}

}  // namespace itops::test
