#include <poll.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "database/session.hpp"

namespace itops {
namespace {

struct FreeNotify {
  void operator()(PGnotify* notify) const { PQfreemem(notify); }
};

}  // namespace

bool Session::awaitNotifications(
    int wake_descriptor, std::chrono::milliseconds timeout,
    const std::function<void(std::string_view channel, std::string_view payload)>& deliver) {
  pollfd descriptors[]{{PQsocket(connection()), POLLIN, 0}, {wake_descriptor, POLLIN, 0}};
  const int ready = poll(descriptors, 2, static_cast<int>(timeout.count()));
  if (ready < 0 && errno != EINTR) {
    giveUp("notifications", SqlErrorClass::kResources, std::strerror(errno));
  }
  if (descriptors[0].revents != 0) checkSent("notifications", PQconsumeInput(connection()));
  while (const std::unique_ptr<PGnotify, FreeNotify> notify{PQnotifies(connection())}) {
    deliver(notify->relname, notify->extra);
  }
  return ready != 0;
}

}  // namespace itops
