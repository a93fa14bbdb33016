#include "database/notification_listener.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>

#include "itops/error.hpp"

namespace itops {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kRetryPauseMin{100};
constexpr milliseconds kRetryPauseMax{5'000};

/// A connection that is silent for so long is asked whether it still lives.
constexpr milliseconds kProbeInterval{10'000};

constexpr Statement kProbe{"database.probe_listener", "SELECT 1 AS one"};

}  // namespace

NotificationListener::NotificationListener(PostgresDatabase& database, Logger& logger)
    : database_(database),
      logger_(logger),
      wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      retry_pause_(kRetryPauseMin) {}

NotificationListener::~NotificationListener() {
  stop();
  close(wake_);
}

void NotificationListener::on(const std::string& channel, Handler handler) {
  handlers_.emplace(channel, std::move(handler));
}

void NotificationListener::start() {
  thread_ = std::thread([this] { runForever(); });
}

void NotificationListener::stop() noexcept {
  if (!thread_.joinable()) return;
  stopping_ = true;
  eventfd_write(wake_, 1);
  thread_.join();
}

void NotificationListener::runForever() {
  while (!stopping_) {
    try {
      database_.withOwnSession([this](Session& session) { listen(session); });
    } catch (const Error& error) {
      if (stopping_) return;
      logger_.warning("The connection for notifications is lost; it will be made anew.",
                      {{"error", error.what()}, {"detail", error.logDetail()}});
      awaitRetry();
    }
  }
}

void NotificationListener::listen(Session& session) {
  std::string_view channel;
  for (const auto& [name, handler] : handlers_) {
    if (name != channel) session.runScript("listen", "LISTEN " + name);
    channel = name;
  }
  retry_pause_ = kRetryPauseMin;
  for (const auto& [name, handler] : handlers_) handler({});
  const auto deliver = [this](std::string_view name, std::string_view payload) {
    call(name, payload);
  };
  while (!stopping_) {
    if (!session.awaitNotifications(wake_, kProbeInterval, deliver)) session.run(kProbe);
  }
}

void NotificationListener::awaitRetry() {
  pollfd wake{wake_, POLLIN, 0};
  poll(&wake, 1, static_cast<int>(retry_pause_.count()));
  retry_pause_ = std::min(retry_pause_ * 2, kRetryPauseMax);
}

void NotificationListener::call(std::string_view channel, std::string_view payload) const {
  const auto [first, last] = handlers_.equal_range(channel);
  for (auto handler = first; handler != last; ++handler) handler->second(payload);
}

}  // namespace itops
