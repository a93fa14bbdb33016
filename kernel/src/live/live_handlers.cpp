#include "live/live_handlers.hpp"

#include <boost/json.hpp>

#include "http/route_table.hpp"
#include "itops/error.hpp"
#include "live/live_text.hpp"

namespace itops::live {
namespace {

constexpr std::chrono::seconds kTicketLifetime{30};

// Publishers' clocks differ a little, and a transaction may commit a while after it published.
constexpr std::chrono::minutes kKeepMargin{1};

std::string lastEventId(const Request& request) {
  if (const auto header = request.header("Last-Event-ID")) return std::string(*header);
  return request.query("lastEventId").value_or("");
}

}  // namespace

Response LiveHandlers::open(const Request& request, const std::shared_ptr<http::Stream>& stream) {
  streams_.requireRoom();  // before a ticket is spent
  auto client = std::make_shared<LiveClient>();
  client->filter = liveFilterFrom(request);
  auto caller = callerOf(request);
  client->principal = std::move(caller.principal);
  client->stream = stream;
  findPlace(request, *client);
  streams_.add(std::move(client), caller.known_since);
  reader_.wake();
  // X-Accel-Buffering: nginx in front would hold events back until its buffer is full.
  return {
      200, "text/event-stream", {}, {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}}};
}

LiveHandlers::Caller LiveHandlers::callerOf(const Request& request) {
  const auto ticket = request.query(http::kTicketParameter);
  if (!ticket) return {request.principal(), request.receivedAt()};
  auto holder = tickets_.redeem(*ticket, clock_.now());
  if (!holder) {
    throw Error(ErrorKind::kUnauthenticated, "ticket_invalid",
                "The ticket is not known, was used or has expired: get a new one with POST "
                "/api/v1/live/ticket.");
  }
  // The access log knows only callers with keys.
  logger_.info(
      "A live stream is opened with a ticket.",
      {{"principal", holder->principal.name}, {"requestId", std::string(request.requestId())}});
  return {std::move(holder->principal), holder->expires_at - kTicketLifetime};
}

void LiveHandlers::findPlace(const Request& request, LiveClient& client) {
  const auto present = events_.present();
  const auto now = clock_.now();
  const auto text = lastEventId(request);
  const auto cursor = LiveCursor::decode(text);
  // A position that lies ahead was given out by another database, or before a backup was restored.
  if (!cursor || cursor->position.transaction_id >= present.transaction_id) {
    client.position = present.newest;
    if (!text.empty()) client.opening = gapBlock(std::nullopt);
    client.opening += openingBlock(LiveCursor{present.newest, now});
    return;
  }
  client.position = cursor->position;
  client.opening = openingBlock(std::nullopt);
  if (cursor->as_of < now - options_.keep + kKeepMargin) {
    client.opening += gapBlock(cursor->as_of);
  }
}

Response LiveHandlers::issueTicket(const Request& request) {
  const auto now = clock_.now();
  const auto expires_at = now + kTicketLifetime;
  const boost::json::object body{{"ticket", tickets_.issue(request.principal(), now, expires_at)},
                                 {"expiresAt", formatTimestamp(expires_at)}};
  return {201, "application/json", boost::json::serialize(body), {{"Cache-Control", "no-store"}}};
}

}  // namespace itops::live
