#include <pthread.h>
#include <sodium/core.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "app/program.hpp"
#include "itops/error.hpp"

namespace {

/// Signals that end the program are taken by sigwait in the main thread only; every thread made
/// later inherits the mask.
void blockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace

int main(int argc, char** argv) {
  blockSignals();
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
