#include "live/live_text.hpp"

#include <boost/json.hpp>

namespace itops::live {
namespace {

constexpr std::string_view kRetryMilliseconds = "2000";

std::string quoted(std::string_view text) {
  return boost::json::serialize(boost::json::string_view(text.data(), text.size()));
}

void appendLine(std::string& block, std::string_view field, std::string_view value) {
  block.append(field).append(": ").append(value).append("\n");
}

}  // namespace

std::string eventBlock(const LiveEvent& event) {
  std::string block;
  appendLine(block, "id", LiveCursor{event.position, event.published_at}.encode());
  appendLine(block, "event", event.type);
  appendLine(block, "data",
             R"({"id":")" + event.id.toString() + R"(","type":)" + quoted(event.type) +
                 R"(,"path":)" + (event.path ? quoted(*event.path) : "null") +
                 R"(,"occurredAt":")" + formatTimestamp(event.occurred_at) +
                 R"(","publishedAt":")" + formatTimestamp(event.published_at) + R"(","data":)" +
                 event.payload + "}");
  return block += '\n';
}

std::string openingBlock(const std::optional<LiveCursor>& cursor) {
  std::string block;
  appendLine(block, "retry", kRetryMilliseconds);
  if (cursor) appendLine(block, "id", cursor->encode());
  return block += '\n';
}

std::string heartbeatBlock(const std::optional<LiveCursor>& cursor) {
  std::string block = ": heartbeat\n";
  if (cursor) appendLine(block, "id", cursor->encode());
  return block += '\n';
}

std::string gapBlock(const std::optional<Timestamp>& known_until) {
  const std::string instant =
      known_until ? "\"" + formatTimestamp(*known_until) + "\"" : std::string("null");
  std::string block;
  appendLine(block, "event", "live.gap");
  appendLine(block, "data", R"({"type":"live.gap","knownUntil":)" + instant + "}");
  return block += '\n';
}

}  // namespace itops::live
