#include "child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <optional>

#include "itops/error.hpp"

namespace itops::validator {
namespace {

/// Where this child reports to; -1 in the parent.
int report_pipe = -1;

constexpr char kNote = 'N';
constexpr char kResult = 'R';
constexpr char kEnd = '\0';

/// What came through the pipe so far.
struct Report {
  std::optional<Outcome> outcome;
  std::string note;
};

void send(const std::string& message) {
  const std::string framed = message + kEnd;
  // A pipe takes less than its buffer at once; a parent that is gone needs no report.
  if (write(report_pipe, framed.data(), framed.size()) < 0) _exit(2);
}

void sendOutcome(const Outcome& outcome) {
  send(std::string(1, kResult) + std::to_string(static_cast<int>(outcome.verdict)) +
       outcome.sentence);
}

Outcome guarded(const std::function<Outcome()>& check) {
  try {
    return check();
  } catch (const Error& error) {
    const std::string detail = error.logDetail().empty() ? "" : " (" + error.logDetail() + ")";
    return Outcome::failed("It throws Error " + error.code() + ": " + error.what() + detail);
  } catch (const std::exception& exception) {
    return Outcome::failed(std::string("It throws an exception: ") + exception.what());
  } catch (...) {
    return Outcome::failed("It throws something that is no std::exception; throw itops::Error.");
  }
}

/// What a plugin prints would disturb the report.
void silence() {
  const int nowhere = open("/dev/null", O_RDWR);
  dup2(nowhere, STDIN_FILENO);
  dup2(nowhere, STDOUT_FILENO);
  dup2(nowhere, STDERR_FILENO);
  if (nowhere > STDERR_FILENO) close(nowhere);
}

[[noreturn]] void runHere(const std::function<Outcome()>& check, int pipe) {
  report_pipe = pipe;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  silence();
  sendOutcome(guarded(check));
  _exit(0);
}

void take(Report& report, const std::string& message) {
  if (message.empty()) return;
  if (message[0] == kNote) report.note = message.substr(1);
  if (message[0] != kResult || message.size() < 2) return;
  report.outcome = Outcome{static_cast<Verdict>(message[1] - '0'), message.substr(2)};
}

/// Reads until the pipe is closed or a result is there; false when the limit passed before.
bool readReport(Report& report, int pipe, std::chrono::seconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  std::string buffer;
  while (!report.outcome) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    pollfd waiting{pipe, POLLIN, 0};
    if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) == 0) return false;
    char bytes[4096];
    const ssize_t count = read(pipe, bytes, sizeof bytes);
    if (count <= 0) return true;
    buffer.append(bytes, static_cast<std::size_t>(count));
    for (auto end = buffer.find(kEnd); end != buffer.npos; end = buffer.find(kEnd)) {
      take(report, buffer.substr(0, end));
      buffer.erase(0, end + 1);
    }
  }
  return true;
}

std::string during(const Report& report) {
  return report.note.empty() ? "" : " during " + report.note;
}

Outcome ended(const Report& report, int status) {
  if (WIFSIGNALED(status)) {
    return Outcome::failed("It ended its process with signal " + std::to_string(WTERMSIG(status)) +
                           " (" + strsignal(WTERMSIG(status)) + ")" + during(report) +
                           "; run it under a debugger or a sanitizer.");
  }
  return Outcome::failed("It ended its process with exit code " +
                         std::to_string(WEXITSTATUS(status)) + during(report) +
                         "; a plugin must not call exit().");
}

}  // namespace

void note(const std::string& what) {
  if (report_pipe >= 0) send(kNote + what);
}

Outcome runInChild(const std::function<Outcome()>& check, std::chrono::seconds limit) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return Outcome::failed("The check can't run: no pipe.");
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    runHere(check, ends[1]);
  }
  close(ends[1]);
  Report report;
  const bool in_time = readReport(report, ends[0], limit);
  close(ends[0]);
  if (!in_time || report.outcome) kill(child, SIGKILL);  // the result counts, not what exit runs
  int status = 0;
  waitpid(child, &status, 0);
  if (report.outcome) return *report.outcome;
  if (in_time) return ended(report, status);
  return Outcome::failed("It did not come back within " + std::to_string(limit.count()) + " s" +
                         during(report) + "; look for a lock or an endless loop.");
}

}  // namespace itops::validator
