#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "http/client_address.hpp"
#include "http/completion_queue.hpp"
#include "http/deadlines.hpp"
#include "http/exchange.hpp"
#include "http/file_descriptor.hpp"
#include "http/head_scanner.hpp"
#include "http/input_buffer.hpp"
#include "http/outbox.hpp"
#include "http/serving.hpp"

namespace itops::http {

/// One client. Reads and answers one request after another; while one is being answered nothing is
/// read, so what the client sends ahead stays in the system's buffer. Event loop's thread only.
///
/// The socket is watched edge-triggered: `readable_` remembers that bytes may be there.
class Connection {
 public:
  Connection(FileDescriptor socket, std::uint32_t id, const ClientAddress& client,
             Serving& serving);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  ConnectionKey key() const { return {socket_.get(), id_}; }
  /// Closed connections are removed by the loop after the call that closed them.
  bool closed() const { return phase_ == Phase::kClosed; }
  /// Nothing of a request has been read.
  bool idle() const { return phase_ == Phase::kHead && input_.empty(); }
  /// Nothing is left to be answered.
  bool settled() const { return phase_ == Phase::kLinger || phase_ == Phase::kClosed; }
  /// Sends a stream that began under this serial.
  bool streams(std::uint64_t serial) const {
    return phase_ == Phase::kStreaming && serial_ == serial;
  }
  /// Waits for the answer with this serial.
  bool expects(std::uint64_t serial) const {
    return phase_ == Phase::kWaiting && serial_ == serial;
  }

  void onEvents(std::uint32_t epoll_events);
  void onDeadline(Wait wait);
  void onCompletion(Completion&& completion);
  /// The stream has something to send, or is over.
  void onStirred();
  /// The server is about to stop: closes what is idle and ends a stream at once.
  void onDrain();
  /// Reads on where the last turn ended.
  void onTurn() { go(); }
  /// Answers a problem and ends the connection.
  void refuse(const Problem& problem);
  void close();

 private:
  enum class Phase { kHead, kBody, kWaiting, kWriting, kStreaming, kLinger, kClosed };

  void go();
  bool wantsInput() const;
  void receive();
  void onInput(std::string_view bytes);
  void onEndOfInput();
  void armDeadline();

  std::size_t consume(std::string_view input);
  std::size_t consumeHead(std::string_view input);
  std::size_t consumeBody(std::string_view input);
  void beginRequest(std::string_view head, bool body_follows);
  void beginBody(std::optional<Response> refusal, bool body_follows);
  bool meetsExpectation(bool refused, bool body_follows);
  void dispatch();

  void answer(Response&& response);
  void prepare(Response& response);
  void transmit(Response&& response);
  void countAnswer(int status, std::size_t bytes, Exchange::TimePoint now);
  void afterWrite(Outbox::State state);
  void afterAnswer();
  void startLinger();
  void abandonExchange();

  void beginStream(Response&& head, StreamEnd stream);
  void sendHead(const Response& head);
  void pumpStream();
  void cutStream();
  void sendChunk(std::string&& bytes, bool last);
  void afterStreamWrite(Outbox::State state);
  void finishStream();

  FileDescriptor socket_;
  const std::uint32_t id_;
  Phase phase_ = Phase::kHead;
  bool readable_ = false;
  bool peer_half_closed_ = false;
  bool close_after_ = false;
  std::uint64_t serial_ = 0;
  std::size_t linger_bytes_left_ = 0;
  Serving& serving_;
  DeadlineNode deadline_;
  HeadScanner scanner_;
  InputBuffer input_;
  Outbox outbox_;
  std::unique_ptr<Exchange> exchange_;
  std::unique_ptr<Response> refusal_;  ///< sent once the request's body has been read past
  ClientAddress client_;
  StreamEnd stream_;
  std::size_t stream_bytes_ = 0;  ///< sent in this stream, head included
};

}  // namespace itops::http
