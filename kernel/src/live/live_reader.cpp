#include "live/live_reader.hpp"

#include <algorithm>

#include "itops/error.hpp"
#include "live/live_text.hpp"

namespace itops::live {
namespace {

using std::chrono::milliseconds;

constexpr int kPageEvents = 500;
constexpr int kReplayPageEvents = 200;
constexpr int kReplaysPerRound = 16;
constexpr std::size_t kRecentMessagesMax = 4096;
constexpr std::size_t kRecentBytesMax = std::size_t{4} * 1024 * 1024;

// An event shows up a moment after its notification when an older transaction is still open; after
// each notification the table is looked at soon, then less and less often.
constexpr milliseconds kPauseMin{20};
// Of a type that nobody declared here, such as one of a newer replica.
constexpr const char* kEverything = "*";

}  // namespace

LiveReader::LiveReader(LiveRepository& repository, LiveStreams& streams, PermissionOf permission_of,
                       const LiveOptions& options, const Clock& clock, Logger& logger,
                       LiveMetrics& metrics)
    : repository_(repository),
      streams_(streams),
      permission_of_(std::move(permission_of)),
      options_(options),
      clock_(clock),
      logger_(logger),
      metrics_(metrics),
      recent_(kRecentMessagesMax, kRecentBytesMax) {}

LiveReader::~LiveReader() {
  stop();
}

void LiveReader::start() {
  thread_ = std::thread([this] { runForever(); });
}

void LiveReader::stop() noexcept {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void LiveReader::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

void LiveReader::runForever() {
  milliseconds pause = options_.poll_interval;
  for (;;) {
    const Pace pace = round();
    std::unique_lock lock(mutex_);
    if (pace != Pace::kAtOnce) {
      // Not more often than this, so that a burst of notifications is read in few pages.
      changed_.wait_for(lock, kPauseMin, [this] { return stopping_; });
    }
    if (pace == Pace::kIdle) {
      changed_.wait_for(lock, pause, [this] { return stopping_ || woken_; });
      pause = woken_ ? kPauseMin : std::min(pause * 2, options_.poll_interval);
    }
    if (stopping_) return;
    woken_ = false;
  }
}

LiveReader::Pace LiveReader::round() {
  const Clients clients = streams_.open();
  if (clients.empty()) {
    reading_ = false;
    return Pace::kIdle;
  }
  greet(clients);
  Pace pace = Pace::kIdle;
  try {
    const bool full_page = readNew();
    pace = std::max(serveAll(clients), full_page ? Pace::kAtOnce : Pace::kIdle);
    was_away_ = false;
  } catch (const Error& error) {
    if (!std::exchange(was_away_, true)) {
      logger_.warning("Events for live clients can't be read; it will be tried again.",
                      {{"error", error.what()}, {"detail", error.logDetail()}});
    }
  }
  beat(clients);
  return pace;
}

LiveReader::Pace LiveReader::serveAll(const Clients& clients) {
  replays_left_ = kReplaysPerRound;
  Pace pace = Pace::kIdle;
  for (const auto& client : clients) pace = std::max(pace, serve(*client));
  return pace;
}

void LiveReader::greet(const Clients& clients) const {
  for (const auto& client : clients) {
    if (client->opening.empty()) continue;
    client->stream->write(client->opening);
    client->opening.clear();
  }
}

bool LiveReader::readNew() {
  if (!reading_) begin();
  const auto events = repository_.after(recent_.end(), kPageEvents);
  for (const auto& event : events) recent_.add(messageOf(event));
  metrics_.read.Increment(static_cast<double>(events.size()));
  return events.size() == kPageEvents;
}

// After a restart, or a time without clients, all come again with a cursor of a moment ago: what
// they want is read for all of them together.
void LiveReader::begin() {
  const auto newest = repository_.newest(kPageEvents);
  const bool all = newest.size() < kPageEvents;
  recent_.restart(all ? LivePosition{} : newest.front().position);
  for (std::size_t i = all ? 0 : 1; i < newest.size(); ++i) recent_.add(messageOf(newest[i]));
  metrics_.read.Increment(static_cast<double>(newest.size()));
  reading_ = true;
}

LiveMessage LiveReader::messageOf(const LiveEvent& event) const {
  return {event.position, event.type, event.path, permission_of_(event.type).value_or(kEverything),
          eventBlock(event)};
}

// Brings one client up to date as far as it takes it.
LiveReader::Pace LiveReader::serve(LiveClient& client) {
  if (!recent_.covers(client.position)) return replay(client);
  for (auto i = recent_.indexAfter(client.position); i < recent_.size(); ++i) {
    const LiveMessage& message = recent_[i];
    if (!client.caught_up) {
      if (!sendPaced(client, message)) return Pace::kSoon;
    } else if (client.wants(message)) {
      // A client that has been up to date and takes no more loses its connection here.
      if (!client.stream->write(message.text)) return Pace::kIdle;
      metrics_.sent.Increment();
    }
    client.position = message.position;
  }
  client.caught_up = true;
  return Pace::kIdle;
}

LiveReader::Pace LiveReader::replay(LiveClient& client) {
  if (replays_left_ == 0) return Pace::kAtOnce;
  if (client.stream->room() == 0) return Pace::kSoon;
  --replays_left_;
  const auto events = repository_.after(client.position, kReplayPageEvents);
  metrics_.replayed.Increment(static_cast<double>(events.size()));
  for (const auto& event : events) {
    if (!sendPaced(client, messageOf(event))) return Pace::kSoon;
  }
  if (events.empty()) client.position = recent_.end();
  return Pace::kAtOnce;
}

// False, without a change, when the client has to take something first.
bool LiveReader::sendPaced(LiveClient& client, const LiveMessage& message) {
  if (client.wants(message)) {
    if (client.stream->room() < message.text.size()) return false;
    if (!client.stream->write(message.text)) return false;
    metrics_.sent.Increment();
  }
  client.position = message.position;
  return true;
}

void LiveReader::beat(const Clients& clients) {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_beat_) return;
  next_beat_ = now + options_.heartbeat;
  const auto plain = heartbeatBlock(std::nullopt);
  const auto with_cursor = heartbeatBlock(LiveCursor{recent_.end(), clock_.now()});
  for (const auto& client : clients) {
    const bool up_to_date = client->caught_up && !was_away_;
    const auto& block = up_to_date ? with_cursor : plain;
    if (up_to_date || client->stream->room() > block.size()) client->stream->write(block);
  }
}

}  // namespace itops::live
