// What the server makes of a stream of bytes must not depend on the pieces in which it arrives.
//
// The input's first byte seeds the splits; the rest is read once in one piece and once in pieces.

#include <string>
#include <vector>

#include "finding.hpp"
#include "http/exchange.hpp"
#include "http/head_scanner.hpp"

namespace {

using namespace itops::http;
using itops::fuzz::require;

constexpr std::size_t kHeadBytesMax = 4096;
constexpr std::size_t kEmptyLineBytes = 2;

ServerOptions smallLimits() {
  ServerOptions options;
  options.header_bytes_max = kHeadBytesMax;
  options.headers_max = 20;
  options.body_bytes_max = std::size_t{8} * 1024;
  return options;
}

/// Reads requests as a connection does, and notes what it understood.
class Reader {
 public:
  void take(std::string_view bytes) {
    if (ended_) return;
    buffer_.append(bytes);
    while (!ended_ && !buffer_.empty()) {
      const std::size_t used = in_body_ ? takeBody() : takeHead();
      if (used == 0) return;
      buffer_.erase(0, used);
    }
  }

  const std::string& notes() const { return notes_; }

 private:
  std::size_t takeHead() {
    const auto state = scanner_.scan(buffer_);
    if (scanner_.length() > options_.header_bytes_max) return end("the head is too large");
    if (state == HeadScanner::State::kMore) return 0;
    if (state != HeadScanner::State::kComplete) return end("a line is refused");
    const std::size_t length = scanner_.length();
    scanner_.reset();
    if (length > kEmptyLineBytes) beginRequest(std::string_view(buffer_).substr(0, length));
    return length;
  }

  void beginRequest(std::string_view text) {
    exchange_.begin({}, {}, ids_);
    if (const auto problem = exchange_.readHead(text, options_)) {
      end(problem->code);
      return;
    }
    const auto& head = exchange_.head();
    note({head.method, head.target, exchange_.path(), head.keep_alive ? "keep" : "close"});
    for (const auto& field : head.fields) note({field.name, field.value});
    for (const char* name : {"a", "b", "create"}) note({exchange_.query(name).value_or("-")});
    in_body_ = head.hasBody();
    if (!in_body_ && !head.keep_alive) end("closed");
  }

  std::size_t takeBody() {
    const auto step = exchange_.readBody(buffer_);
    require(step.consumed <= buffer_.size(), "more was consumed than there was");
    if (step.problem) return end(step.problem->code);
    if (step.complete) {
      require(exchange_.body().size() <= options_.body_bytes_max, "the body is over its limit");
      note({exchange_.body()});
      in_body_ = false;
      if (!exchange_.head().keep_alive) end("closed");
    } else if (step.consumed == 0 && buffer_.size() > options_.header_bytes_max) {
      return end("a chunk's line is too large");
    }
    return step.consumed;
  }

  std::size_t end(std::string_view why) {
    ended_ = true;
    note({why});
    return 0;
  }

  void note(std::initializer_list<std::string_view> texts) {
    for (const auto text : texts) notes_.append(text).push_back('\x1f');
  }

  const ServerOptions options_ = smallLimits();
  RequestIdSource ids_;
  HeadScanner scanner_;
  Exchange exchange_;
  std::string buffer_;
  std::string notes_;
  bool in_body_ = false;
  bool ended_ = false;
};

/// Lengths of pieces that follow from a seed; mostly short ones.
class Pieces {
 public:
  explicit Pieces(std::uint32_t seed) : state_(seed * 2 + 1) {}

  std::size_t next() {
    state_ = state_ * 1'664'525 + 1'013'904'223;
    return 1 + (state_ >> 24) % ((state_ & 0x10000) == 0 ? 3 : 200);
  }

 private:
  std::uint32_t state_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view stream(reinterpret_cast<const char*>(data) + 1, size - 1);
  Reader whole;
  whole.take(stream);
  Reader pieced;
  Pieces pieces(data[0]);
  for (std::size_t at = 0; at < stream.size();) {
    const auto piece = stream.substr(at, pieces.next());
    pieced.take(piece);
    at += piece.size();
  }
  require(whole.notes() == pieced.notes(), "the pieces made a difference");
  return 0;
}
