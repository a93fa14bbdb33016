// The half of Connection that takes requests out of the bytes; see connection.cpp for the socket.

#include <sys/socket.h>

#include "http/ascii_case.hpp"
#include "http/connection.hpp"
#include "http/problem.hpp"

namespace itops::http {
namespace {

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::size_t kEmptyLineBytes = 2;

Problem headTooLarge(std::size_t header_bytes_max) {
  return {431, "headers_too_large",
          "The request line and headers exceed the limit of " + std::to_string(header_bytes_max) +
              " bytes: send fewer or shorter headers."};
}

Problem invalidLine(HeadScanner::State state) {
  return {400, "http_invalid",
          state == HeadScanner::State::kFolded
              ? "The request is not acceptable HTTP/1.1: a header line is folded."
              : "The request is not acceptable HTTP/1.1: a line does not end in CR LF."};
}

}  // namespace

std::size_t Connection::consume(std::string_view input) {
  std::size_t used = 0;
  while (used < input.size()) {
    const auto rest = input.substr(used);
    std::size_t step = 0;
    if (phase_ == Phase::kHead) {
      step = consumeHead(rest);
    } else if (phase_ == Phase::kBody) {
      step = consumeBody(rest);
    }
    if (step == 0) break;
    used += step;
  }
  return used;
}

std::size_t Connection::consumeHead(std::string_view input) {
  const auto state = scanner_.scan(input);
  const std::size_t length = scanner_.length();
  if (length > serving_.options.header_bytes_max) {
    refuse(headTooLarge(serving_.options.header_bytes_max));
    return 0;
  }
  if (state == HeadScanner::State::kMore) return 0;
  if (state != HeadScanner::State::kComplete) {
    refuse(invalidLine(state));
    return 0;
  }
  scanner_.reset();
  // RFC 9112 2.2: an empty line before the request line is ignored.
  if (length > kEmptyLineBytes) beginRequest(input.substr(0, length), input.size() > length);
  return length;
}

void Connection::beginRequest(std::string_view head, bool body_follows) {
  serving_.deadlines.set(deadline_, Wait::kNothing, serving_.now);
  exchange_ = serving_.exchanges.take();
  exchange_->begin(client_, serving_.now, serving_.request_ids);
  if (const auto problem = exchange_->readHead(head, serving_.options)) return refuse(*problem);
  if (!serving_.proxies.empty()) exchange_->findClient(serving_.proxies);
  auto refusal = serving_.dispatcher.admit(*exchange_);
  if (exchange_->head().hasBody()) return beginBody(std::move(refusal), body_follows);
  if (refusal) return answer(std::move(*refusal));
  dispatch();
}

void Connection::beginBody(std::optional<Response> refusal, bool body_follows) {
  if (!meetsExpectation(refusal.has_value(), body_follows)) return;
  const auto& head = exchange_->head();
  const bool read_past =
      !head.chunked && head.content_length <= serving_.options.refused_body_bytes_max;
  if (refusal && (close_after_ || !read_past)) {
    close_after_ = true;
    return answer(std::move(*refusal));
  }
  if (refusal) refusal_ = std::make_unique<Response>(std::move(*refusal));
  phase_ = Phase::kBody;
}

// False when the request was refused for its Expect header.
bool Connection::meetsExpectation(bool refused, bool body_follows) {
  const auto expectation = exchange_->header("Expect");
  if (!expectation || !exchange_->head().http11) return true;
  if (!equalsIgnoringCase(*expectation, "100-continue")) {
    refuse({417, "expectation_failed", "The server knows no Expect other than 100-continue."});
    return false;
  }
  // A client that waits for 100 and is refused may or may not send the body: only a close is clear.
  if (refused) close_after_ = true;
  if (refused || body_follows) return true;
  // These bytes fit into an empty send buffer; if not, the client goes on without them in time.
  [[maybe_unused]] const auto sent =
      ::send(socket_.get(), kContinue.data(), kContinue.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  return true;
}

std::size_t Connection::consumeBody(std::string_view input) {
  const auto step = exchange_->readBody(input);
  if (step.problem) {
    refusal_.reset();
    refuse(*step.problem);
    return 0;
  }
  if (step.complete) {
    if (const auto refusal = std::move(refusal_)) {
      answer(std::move(*refusal));
    } else {
      dispatch();
    }
  } else if (step.consumed == 0 && input.size() > serving_.options.header_bytes_max) {
    // Only the line before a chunk, or the trailers behind the last one, can be this long.
    refuse(headTooLarge(serving_.options.header_bytes_max));
  }
  return step.consumed;
}

void Connection::dispatch() {
  phase_ = Phase::kWaiting;
  serving_.deadlines.set(deadline_, Wait::kNothing, serving_.now);
  serial_ = ++serving_.last_serial;
  auto response = serving_.dispatcher.run(exchange_, {socket_.get(), serial_});
  if (response) answer(std::move(*response));
}

}  // namespace itops::http
