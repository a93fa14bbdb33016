#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "http/answer_token.hpp"
#include "itops/router.hpp"

namespace itops::http {

class CompletionQueue;

/// An answer that goes on until one side ends it. Any thread writes, the event loop sends; no
/// thread belongs to a stream. What the client has not taken is kept up to a limit: a client that
/// falls further behind loses its connection, so that it holds up neither writers nor memory.
/// Shared by its writers and its connection, as either may outlive the other.
class Stream {
 public:
  Stream(std::shared_ptr<CompletionQueue> queue, AnswerToken token, std::size_t buffer_bytes_max);

  /// Queues bytes; never blocks. False when the stream has ended, or ends with this call because
  /// the client is too far behind. Nothing happens for no bytes. [any]
  bool write(std::string_view bytes);

  /// Ends the answer properly once everything that was written has been sent. [any]
  void close();

  /// True once nothing more can be written: it was closed, cut off, or the client has left. [any]
  bool closed() const;

  /// Bytes that a write may have at the moment; 0 once closed. A client that has taken everything
  /// gets a write of any size. [any]
  std::size_t room() const;

  /// What the connection is to send next.
  struct Batch {
    std::string bytes;
    bool last = false;     ///< the answer ends behind them
    bool overrun = false;  ///< the client was too slow; the connection must be cut
  };

  /// Takes what was written; call it when all that was taken before has been sent. Event loop only.
  Batch take();
  /// All that was taken has been sent. Event loop only.
  void sent();
  /// True once a write found no room. Event loop only.
  bool overrun() const;
  /// The client is gone: drops what waits; writers see it closed. Event loop only.
  void detach();

 private:
  enum class State { kOpen, kClosing, kOverrun, kDetached };

  std::size_t roomLocked() const;

  const std::shared_ptr<CompletionQueue> queue_;
  const AnswerToken token_;
  const std::size_t buffer_bytes_max_;
  mutable std::mutex mutex_;  ///< guards all below
  std::string waiting_;
  std::size_t in_flight_bytes_ = 0;  ///< taken, but not yet accepted by the socket
  State state_ = State::kOpen;
  bool stirred_ = false;  ///< the loop knows that there is something to take
};

/// The connection's end of a stream. Writers see it closed when this is destroyed.
class StreamEnd {
 public:
  StreamEnd() = default;
  explicit StreamEnd(std::shared_ptr<Stream> stream) : stream_(std::move(stream)) {}
  StreamEnd(StreamEnd&&) noexcept = default;
  StreamEnd& operator=(StreamEnd&& other) noexcept {
    std::swap(stream_, other.stream_);
    return *this;
  }
  ~StreamEnd() {
    if (stream_) stream_->detach();
  }

  explicit operator bool() const { return stream_ != nullptr; }
  Stream* operator->() const { return stream_.get(); }

 private:
  std::shared_ptr<Stream> stream_;
};

/// Turns a request into a stream: keeps the stream where it will be written to and returns the head
/// of the answer (status 200, content type, headers; a body is ignored). Writing may begin at once.
/// Any other status, or an exception, ends the stream and answers as usual. Runs on a worker thread
/// and may block. [request]
using StreamHandler = std::function<Response(const Request&, const std::shared_ptr<Stream>&)>;

}  // namespace itops::http
