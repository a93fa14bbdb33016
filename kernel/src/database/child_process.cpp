#include "database/child_process.hpp"

#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "database/embedded_error.hpp"

namespace itops {
namespace {

/// The descriptor under which the child reports what failed; closed by a successful exec.
constexpr int kReportDescriptor = 3;

struct Failure {
  char step[24];
  int error;
};

class Descriptor {
 public:
  explicit Descriptor(int value = -1) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { reset(); }
  int get() const { return value_; }
  void reset(int value = -1) {
    if (value_ >= 0) close(value_);
    value_ = value;
  }

 private:
  int value_;
};

/// Everything that the child needs, made before the fork: between fork and exec of a process with
/// threads only async-signal-safe calls are allowed, no allocation among them.
struct Prepared {
  explicit Prepared(const ChildCommand& child_command) : command(child_command) {
    for (const auto& argument : command.arguments) arguments.push_back(argument.c_str());
    arguments.push_back(nullptr);
  }

  const ChildCommand& command;
  std::vector<const char*> arguments;
  const char* environment[5] = {"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC",
                                "HOME=/nonexistent", nullptr};
  int output = -1;
  int report = -1;
  pid_t parent = getpid();
};

[[noreturn]] void reportAndExit(const char* step) {
  Failure failure{{}, errno};
  strncpy(failure.step, step, sizeof failure.step - 1);
  [[maybe_unused]] const auto written = write(kReportDescriptor, &failure, sizeof failure);
  _exit(127);
}

void arrangeDescriptors(const Prepared& prepared) {
  const int input = open("/dev/null", O_RDONLY);
  // Copies above the low numbers first, so that none overwrites another.
  const int report = fcntl(prepared.report, F_DUPFD, 10);
  const int output = fcntl(prepared.output, F_DUPFD, 10);
  if (dup2(report, kReportDescriptor) < 0) _exit(127);
  fcntl(kReportDescriptor, F_SETFD, FD_CLOEXEC);
  if (dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
      dup2(output, STDERR_FILENO) < 0) {
    reportAndExit("redirect output");
  }
  if (close_range(kReportDescriptor + 1, ~0U, 0) == 0) return;
  for (long i = sysconf(_SC_OPEN_MAX) - 1; i > kReportDescriptor; --i) close(static_cast<int>(i));
}

void becomeUser(const ServerUser& user) {
  if (!user.switched) return;
  if (setgroups(user.groups.size(), user.groups.data()) != 0 || setgid(user.gid) != 0 ||
      setuid(user.uid) != 0) {
    reportAndExit("switch user");
  }
}

/// After the change of user, which clears it; and the parent may be gone already.
void dieWithParent(const Prepared& prepared) {
  if (prepared.command.death_signal == 0) return;
  if (prctl(PR_SET_PDEATHSIG, prepared.command.death_signal) != 0) reportAndExit("death signal");
  if (getppid() != prepared.parent) _exit(127);
}

[[noreturn]] void runInChild(const Prepared& prepared) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  setsid();
  umask(0077);
  arrangeDescriptors(prepared);
  becomeUser(prepared.command.user);
  dieWithParent(prepared);
  if (chdir(prepared.command.working_dir.c_str()) != 0) reportAndExit("enter folder");
  execve(prepared.arguments[0], const_cast<char* const*>(prepared.arguments.data()),
         const_cast<char* const*>(prepared.environment));
  reportAndExit("execute");
}

[[noreturn]] void failStart(const ChildCommand& command, const std::string& step, int error) {
  throw embeddedError(command.arguments.front() + " can't be started as user '" +
                      command.user.name + "' in " + command.working_dir.string() + ": " + step +
                      ": " + std::strerror(error) + ".");
}

/// A successful exec closes the pipe without a word.
void awaitExec(const ChildCommand& command, int report, pid_t pid) {
  Failure failure{};
  ssize_t size = 0;
  do {
    size = read(report, &failure, sizeof failure);
  } while (size < 0 && errno == EINTR);
  if (size == 0) return;
  waitpid(pid, nullptr, 0);
  failStart(command, failure.step, failure.error);
}

}  // namespace

pid_t startChild(const ChildCommand& command) {
  Prepared prepared(command);
  const Descriptor output(
      open(command.output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  if (output.get() < 0) failStart(command, "open " + command.output.string(), errno);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) failStart(command, "open a pipe", errno);
  const Descriptor read_end(ends[0]);
  Descriptor write_end(ends[1]);
  prepared.output = output.get();
  prepared.report = write_end.get();
  const pid_t pid = fork();
  if (pid < 0) failStart(command, "fork", errno);
  if (pid == 0) runInChild(prepared);
  write_end.reset();
  awaitExec(command, read_end.get(), pid);
  return pid;
}

int runChild(const ChildCommand& command) {
  const pid_t pid = startChild(command);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace itops
