#include "http/request_parser.hpp"

#include <algorithm>
#include <boost/beast/http/error.hpp>

#include "http/beast_machine.hpp"

namespace itops::http {
namespace {

using BeastError = boost::beast::http::error;

// The scanner and the connection's buffer bound the head; Beast's own limit must never bind first.
constexpr std::uint32_t kBeastHeaderBytesMax = 64U * 1024 * 1024;

Problem invalid(const std::string& why) {
  return {400, "http_invalid", "The request is not acceptable HTTP/1.1: " + why + "."};
}

Problem tooLarge(std::size_t body_bytes_max) {
  return {413, "body_too_large",
          "The body is larger than the limit of " + std::to_string(body_bytes_max) +
              " bytes: send less, or raise the server's body limit."};
}

// Beast calls whatever stands behind the second word the version, also when that is a third word.
bool asksForOtherVersion(std::string_view head) {
  const auto line = head.substr(0, head.find('\r'));
  const auto version = line.substr(std::min(line.find(' ', line.find(' ') + 1), line.size()));
  constexpr std::string_view kForm = " HTTP/1.1";
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return version.size() == kForm.size() && version.starts_with(" HTTP/") && is_digit(version[6]) &&
         version[7] == '.' && is_digit(version[8]);
}

bool needsMore(const boost::beast::error_code& error) {
  return error == BeastError::need_more;
}

}  // namespace

class RequestParser::Machine {
 public:
  std::optional<Problem> problemOf(const boost::beast::error_code& error) const {
    if (!error || needsMore(error)) return std::nullopt;
    if (error == BeastError::body_limit) return tooLarge(body_bytes_max);
    if (error == BeastError::bad_version && other_version) {
      return Problem{505, "http_version", "The server speaks HTTP/1.1 and HTTP/1.0 only."};
    }
    if (beast->too_many_headers) {
      return Problem{431, "headers_too_many",
                     "The request has more than " + std::to_string(beast->headers_max) +
                         " headers: send fewer."};
    }
    return invalid(error.message());
  }

  boost::optional<BeastMachine> beast;
  std::size_t body_bytes_max = 0;
  bool other_version = false;  ///< the request line is well-formed, its version another one
};

RequestParser::RequestParser() : machine_(std::make_unique<Machine>()) {}
RequestParser::~RequestParser() = default;

std::optional<Problem> RequestParser::parseHead(std::string_view text, std::size_t headers_max,
                                                std::size_t body_bytes_max, RequestHead& head) {
  machine_->body_bytes_max = body_bytes_max;
  machine_->beast.emplace();
  auto& beast = *machine_->beast;
  beast.head = &head;
  beast.headers_max = headers_max;
  beast.header_limit(kBeastHeaderBytesMax);
  beast.body_limit(body_bytes_max);
  boost::beast::error_code error;
  beast.put(boost::asio::buffer(text.data(), text.size()), error);
  machine_->other_version = error == BeastError::bad_version && asksForOtherVersion(text);
  if (auto problem = machine_->problemOf(error)) return problem;
  if (const char* why = beast.refusal()) return invalid(why);
  if (needsMore(error) || !beast.is_header_done()) return invalid("its head is incomplete");
  head.keep_alive = beast.keep_alive();
  head.chunked = beast.chunked();
  head.content_length = beast.content_length().value_or(0);
  beast.eager(true);
  return std::nullopt;
}

RequestParser::BodyStep RequestParser::parseBody(std::string_view input, std::string& body) {
  auto& beast = *machine_->beast;
  if (beast.is_done()) return {0, true};
  if (input.empty()) return {};
  beast.body = &body;
  boost::beast::error_code error;
  const std::size_t consumed = beast.put(boost::asio::buffer(input.data(), input.size()), error);
  return {consumed, beast.is_done(), machine_->problemOf(error)};
}

bool RequestParser::complete() const {
  return machine_->beast && machine_->beast->is_done();
}

}  // namespace itops::http
