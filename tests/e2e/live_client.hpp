#pragma once

#include <string>
#include <vector>

#include "e2e/core_process.hpp"
#include "support/http_client.hpp"

namespace itops::test {

/// A client of GET /api/v1/live, as `curl -N` is one.
class LiveClient {
 public:
  /// Connects with the operator key. @param last_event_id where to go on; empty: from now on
  explicit LiveClient(const CoreProcess& core, const std::string& query = {},
                      const std::string& last_event_id = {})
      : LiveClient(core.port(), "/api/v1/live" + query, headers(core, last_event_id)) {}

  LiveClient(std::uint16_t port, const std::string& target, const HttpClient::Headers& headers)
      : client_(port) {
    client_.send(HttpClient::format("GET", target, headers));
    head_ = client_.readHead();
    if (head_.status == 200) awaitText("retry: ");
  }

  int status() const { return head_.status; }
  std::string header(const std::string& name) const { return head_.header(name); }

  /// Everything that came, up to the first appearance of the text. Throws std::runtime_error when
  /// it doesn't come.
  const std::string& awaitText(const std::string& part) {
    while (text_.find(part) == std::string::npos) {
      const auto chunk = client_.readChunk();
      if (chunk.empty()) throw std::runtime_error("the stream ended; it said:\n" + text_);
      text_ += chunk;
    }
    return text_;
  }

  /// Reads on to the proper end of the stream.
  void awaitEnd() {
    while (!client_.readChunk().empty()) continue;
  }

  /// Paths of the events that came, in order.
  std::vector<std::string> paths() const {
    const std::string mark = R"(,"path":")";
    std::vector<std::string> found;
    for (auto at = text_.find(mark); at != std::string::npos; at = text_.find(mark, at + 1)) {
      const auto begin = at + mark.size();
      found.push_back(text_.substr(begin, text_.find('"', begin) - begin));
    }
    return found;
  }

  /// The newest `id:`.
  std::string lastId() const {
    const auto at = text_.rfind("\nid: ");
    const auto begin = at == std::string::npos ? text_.find("id: ") + 4 : at + 5;
    return text_.substr(begin, text_.find('\n', begin) - begin);
  }

 private:
  static HttpClient::Headers headers(const CoreProcess& core, const std::string& last_event_id) {
    HttpClient::Headers headers{{"X-API-Key", core.key()}};
    if (!last_event_id.empty()) headers.emplace_back("Last-Event-ID", last_event_id);
    return headers;
  }

  HttpClient client_;
  HttpAnswer head_;
  std::string text_;
};

}  // namespace itops::test
