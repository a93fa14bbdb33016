#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/problem.hpp"
#include "http/request_head.hpp"

namespace itops::http {

/// Parses one request after another with Boost.Beast's parser, which is strict about grammar; what
/// it leaves to the application (repeated Content-Length, other transfer codings, Host) is refused
/// here. Used by the event loop's thread only. Reused, so a request costs no allocation.
class RequestParser {
 public:
  /// What became of a piece of the body.
  struct BodyStep {
    std::size_t consumed = 0;
    bool complete = false;
    std::optional<Problem> problem = {};
  };

  RequestParser();
  ~RequestParser();

  /// Parses a complete head, from request line to empty line; views in `head` point into `text`.
  /// A problem (400, 413, 431, 505) means that the connection can't go on.
  std::optional<Problem> parseHead(std::string_view text, std::size_t headers_max,
                                   std::size_t body_bytes_max, RequestHead& head);

  /// Appends decoded body bytes from `input` to `body`; unconsumed bytes are given again with more
  /// behind them. Complete at once for a request without a body.
  BodyStep parseBody(std::string_view input, std::string& body);

  /// True when the whole request was parsed.
  bool complete() const;

 private:
  class Machine;
  std::unique_ptr<Machine> machine_;
};

}  // namespace itops::http
