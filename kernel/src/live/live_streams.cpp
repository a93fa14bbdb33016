#include "live/live_streams.hpp"

#include "itops/error.hpp"

namespace itops::live {

void LiveStreams::requireRoom() {
  const std::lock_guard lock(mutex_);
  requireRoomLocked();
}

void LiveStreams::requireRoomLocked() {
  if (clients_.size() < streams_max_) return;
  forgetClosed();
  if (clients_.size() < streams_max_) return;
  throw Error(ErrorKind::kUnavailable, "live_streams_max",
              "This replica holds its limit of " + std::to_string(streams_max_) +
                  " live streams (live.streams_max): try again after Retry-After seconds.");
}

void LiveStreams::add(std::shared_ptr<LiveClient> client) {
  const std::lock_guard lock(mutex_);
  requireRoomLocked();
  clients_.push_back(std::move(client));
}

std::vector<std::shared_ptr<LiveClient>> LiveStreams::open() {
  const std::lock_guard lock(mutex_);
  forgetClosed();
  return clients_;
}

void LiveStreams::endOf(std::string_view principal) {
  for (const auto& client : open()) {
    if (client->principal.name == principal) client->stream->close();
  }
}

void LiveStreams::forgetClosed() {
  std::erase_if(clients_, [](const auto& client) { return client->stream->closed(); });
}

}  // namespace itops::live
