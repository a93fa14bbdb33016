// The part of Connection that sends streams; see connection.cpp for the rest.

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <charconv>

#include "http/connection.hpp"

namespace itops::http {
namespace {

constexpr int kStatusOk = 200;
constexpr std::string_view kLastChunk = "0\r\n\r\n";

// A client that vanished without a word is noticed when it acknowledges nothing for this long.
void limitUnacknowledged(int fd, std::chrono::milliseconds limit) {
  const auto milliseconds = static_cast<unsigned int>(limit.count());
  ::setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, sizeof milliseconds);
}

void appendChunkSize(std::string& out, std::size_t bytes) {
  constexpr int kHexadecimal = 16;
  char digits[16];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, bytes, kHexadecimal).ptr);
  out += "\r\n";
}

}  // namespace

void Connection::beginStream(Response&& head, StreamEnd stream) {
  head.body.clear();
  prepare(head);
  if (head.status != kStatusOk) return answer(std::move(head));
  if (!exchange_->head().keep_alive || !exchange_->head().http11) close_after_ = true;
  phase_ = Phase::kStreaming;
  stream_ = std::move(stream);
  stream_bytes_ = 0;
  serving_.metrics.streamOpened();
  limitUnacknowledged(socket_.get(), serving_.options.write_timeout);
  sendHead(head);
  if (peer_half_closed_) return close();
  if (serving_.draining) return onDrain();
  pumpStream();
}

void Connection::sendHead(const Response& head) {
  const bool http11 = exchange_->head().http11;
  auto& text = serving_.head_buffer;
  text.clear();
  serving_.answer_head.append(
      text, head,
      {exchange_->requestId(), http11, !close_after_,
       http11 ? AnswerHead::Framing::kChunks : AnswerHead::Framing::kClose});
  stream_bytes_ = text.size();
  countAnswer(head.status, text.size(), std::chrono::steady_clock::now());
  afterStreamWrite(outbox_.start(socket_.get(), text, {}));
}

void Connection::onStirred() {
  if (stream_->overrun()) {
    cutStream();
  } else {
    pumpStream();
  }
  go();
}

void Connection::cutStream() {
  serving_.metrics.refused("stream_too_slow");
  close();
}

void Connection::pumpStream() {
  if (phase_ != Phase::kStreaming || !outbox_.idle()) return;
  auto batch = stream_->take();
  if (batch.overrun) return cutStream();
  if (!batch.bytes.empty() || batch.last) sendChunk(std::move(batch.bytes), batch.last);
}

void Connection::sendChunk(std::string&& bytes, bool last) {
  const bool chunked = exchange_->head().http11;
  auto& text = serving_.head_buffer;
  text.clear();
  if (chunked && !bytes.empty()) {
    appendChunkSize(text, bytes.size());
    bytes += "\r\n";
  }
  if (chunked && last) bytes += kLastChunk;
  stream_bytes_ += text.size() + bytes.size();
  serving_.metrics.sent(text.size() + bytes.size());
  if (last) {
    finishStream();
    phase_ = Phase::kWriting;
    afterWrite(outbox_.start(socket_.get(), text, std::move(bytes)));
  } else {
    afterStreamWrite(outbox_.start(socket_.get(), text, std::move(bytes)));
  }
}

void Connection::afterStreamWrite(Outbox::State state) {
  switch (state) {
    case Outbox::State::kDone:
      serving_.deadlines.set(deadline_, Wait::kNothing, serving_.now);
      stream_->sent();
      break;
    case Outbox::State::kGone:
      close();
      break;
    case Outbox::State::kPending:
      if (deadline_.wait != Wait::kWrite || outbox_.takeProgress() >= kWriteProgressBytes) {
        serving_.deadlines.set(deadline_, Wait::kWrite, serving_.now);
      }
      break;
  }
}

// At once: what the client does not take with this call is not waited for.
void Connection::onDrain() {
  if (idle()) return close();
  if (phase_ != Phase::kStreaming) return;
  close_after_ = true;
  stream_->close();
  pumpStream();
  if (phase_ == Phase::kStreaming || phase_ == Phase::kWriting) close();
}

void Connection::finishStream() {
  stream_ = {};
  serial_ = 0;
  serving_.metrics.streamClosed();
  serving_.access_log.write(*exchange_, kStatusOk, stream_bytes_, std::chrono::steady_clock::now());
  serving_.exchanges.give(std::move(exchange_));
}

}  // namespace itops::http
