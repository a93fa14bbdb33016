#include "app/periodic_timer.hpp"

#include "itops/error.hpp"

namespace itops::app {

PeriodicTimer::PeriodicTimer(std::string name, std::chrono::milliseconds interval,
                             std::function<void()> function, Logger& logger)
    : name_(std::move(name)),
      interval_(interval),
      function_(std::move(function)),
      logger_(logger),
      thread_([this] { runForever(); }) {}

PeriodicTimer::~PeriodicTimer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void PeriodicTimer::runForever() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, interval_, [this] { return stopping_; })) {
    lock.unlock();
    call();
    lock.lock();
  }
}

void PeriodicTimer::call() {
  try {
    function_();
  } catch (const Error& error) {
    logger_.error("A periodic task failed; it will be tried again.",
                  {{"task", name_}, {"error", error.what()}, {"detail", error.logDetail()}});
  } catch (const std::exception& error) {
    logger_.error("A periodic task failed; it will be tried again.",
                  {{"task", name_}, {"error", error.what()}});
  }
}

}  // namespace itops::app
