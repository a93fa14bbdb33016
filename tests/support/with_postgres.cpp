// with_postgres COMMAND [ARGUMENT...]: runs a command beside a PostgreSQL that all test programs
// below it use, and ends with its exit code.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "support/private_server.hpp"

namespace {

int exitCodeOf(char* const* command) {
  const pid_t child = fork();
  if (child == 0) {
    execvp(command[0], command);
    std::perror(command[0]);
    _exit(127);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) return 1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

int main(int count, char** arguments) try {
  if (count < 2) {
    std::fputs("usage: with_postgres COMMAND [ARGUMENT...]\n", stderr);
    return 64;
  }
  const itops::test::PrivateServer server;
  const auto place = server.options().host + ":" + std::to_string(server.options().port);
  setenv(itops::test::kPostgresVariable, place.c_str(), 1);
  return exitCodeOf(arguments + 1);
} catch (const std::exception& error) {
  std::fprintf(stderr, "with_postgres: %s\n", error.what());
  return 1;
}
