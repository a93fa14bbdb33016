#include "live/live_streams.hpp"

#include "itops/error.hpp"

namespace itops::live {
namespace {

/// Longer than a ticket lives, and than a request takes to become a stream.
constexpr std::chrono::minutes kEndedKept{2};

}  // namespace

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

void LiveStreams::add(std::shared_ptr<LiveClient> client, Timestamp known_since) {
  const auto stream = client->stream;
  {
    const std::lock_guard lock(mutex_);
    requireRoomLocked();
    const auto ended = ended_.find(client->principal.name);
    clients_.push_back(std::move(client));
    if (ended == ended_.end() || ended->second < known_since) return;
  }
  stream->close();
}

std::vector<std::shared_ptr<LiveClient>> LiveStreams::open() {
  const std::lock_guard lock(mutex_);
  forgetClosed();
  return clients_;
}

void LiveStreams::endOf(std::string_view principal, Timestamp now) {
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(ended_, [&](const auto& one) { return one.second + kEndedKept < now; });
    ended_.insert_or_assign(std::string(principal), now);
  }
  for (const auto& client : open()) {
    if (client->principal.name == principal) client->stream->close();
  }
}

void LiveStreams::forgetClosed() {
  std::erase_if(clients_, [](const auto& client) { return client->stream->closed(); });
}

}  // namespace itops::live
