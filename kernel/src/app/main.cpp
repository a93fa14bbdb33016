#include <sodium/core.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

#include "app/program.hpp"
#include "app/stop_signal.hpp"
#include "itops/error.hpp"

namespace {

/// Each connection is a file. The limit that the system sets for programs which use select() is far
/// below what it allows.
void raiseFileLimit() {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

}  // namespace

int main(int argc, char** argv) {
  itops::app::blockStopSignals();
  std::signal(SIGPIPE, SIG_IGN);
  raiseFileLimit();
  if (sodium_init() < 0) {
    std::cerr << "itops: libsodium could not be initialised.\n";
    return EXIT_FAILURE;
  }
  try {
    return itops::app::run({argv + 1, argv + argc});
  } catch (const itops::Error& error) {
    std::cerr << "itops: " << error.what() << "\n";
    if (!error.logDetail().empty()) std::cerr << "  " << error.logDetail() << "\n";
  } catch (const std::exception& error) {
    std::cerr << "itops: " << error.what() << "\n";
  }
  return EXIT_FAILURE;
}
