#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "itops/clock.hpp"
#include "itops/router.hpp"

namespace itops::http {

/// Writes the head of answers. Event loop's thread only.
class AnswerHead {
 public:
  explicit AnswerHead(const Clock& clock) : clock_(clock) {}

  /// How the client learns where the body ends.
  enum class Framing { kLength, kChunks, kClose };

  /// What a head says beside the response itself.
  struct Facts {
    std::string_view request_id;
    bool http11 = true;
    bool keep_alive = true;
    Framing framing = Framing::kLength;
  };

  /// Appends status line and headers with the empty line to `out`.
  void append(std::string& out, const Response& response, const Facts& facts);

  /// False when a header of a handler would break the message: control characters, or a name that
  /// is not a token or belongs to the kernel (Content-Length, Connection, ...).
  static bool headersAllowed(const Response& response);

  /// True when an answer of this status has neither body nor Content-Length.
  static bool bodiless(int status) { return status == 204 || status == 304; }

 private:
  void refreshDate();
  static void appendFraming(std::string& out, const Response& response, Framing framing);

  const Clock& clock_;
  Timestamp date_second_{};
  std::string date_line_;
};

}  // namespace itops::http
