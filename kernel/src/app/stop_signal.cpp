#include "app/stop_signal.hpp"

#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <thread>

namespace itops::app {
namespace {

sigset_t stopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

void blockStopSignals() {
  const sigset_t signals = stopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void waitForStopSignal() {
  const sigset_t signals = stopSignals();
  int signal = 0;
  sigwait(&signals, &signal);
  std::thread([signals] {
    int again = 0;
    sigwait(&signals, &again);
    ::_exit(128 + again);
  }).detach();
}

bool stopRequestedWithin(std::chrono::milliseconds limit) {
  const sigset_t signals = stopSignals();
  const timespec timeout{limit.count() / 1000, limit.count() % 1000 * 1'000'000};
  return sigtimedwait(&signals, nullptr, &timeout) > 0;
}

}  // namespace itops::app
