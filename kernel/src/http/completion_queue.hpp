#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "http/answer_token.hpp"
#include "http/exchange.hpp"
#include "http/file_descriptor.hpp"
#include "http/stream.hpp"
#include "itops/router.hpp"

namespace itops::http {

/// An answer on its way back to the loop.
struct Completion {
  AnswerToken token;
  bool answered = true;  ///< false: the responder was dropped
  Response response = {};
  std::unique_ptr<Exchange> exchange = nullptr;  ///< from a worker; deferred ones stay in the loop
  StreamEnd stream = {};  ///< set when the response is only the head of a stream
};

/// Carries answers from any thread to the event loop. Shared by the loop and every responder, so
/// that a responder which outlives the server still has something to talk to.
class CompletionQueue {
 public:
  CompletionQueue();

  /// Becomes readable when the loop is asleep and something arrived; edge-triggered, never read.
  int wakeFd() const { return wake_.get(); }

  /// Hands an answer over. After `close()` it is thrown away. [any]
  void push(Completion completion);

  /// Tells the loop that the stream of this request has something to take. [any]
  void stir(AnswerToken stream);

  /// Wakes the loop without an answer. [any]
  void wake();

  /// Moves what has arrived into the empty vectors. With nothing there the loop counts as asleep
  /// and the next push wakes it. Loop's thread only.
  void take(std::vector<Completion>& batch, std::vector<AnswerToken>& stirred);

  /// From now on answers are thrown away. [any]
  void close();

 private:
  FileDescriptor wake_;
  std::mutex mutex_;
  std::vector<Completion> arrived_;
  std::vector<AnswerToken> stirred_;
  bool asleep_ = false;
  bool closed_ = false;
};

/// A responder's end of the queue. Reports exactly once, also when it is destroyed unsent.
class QueueSink final : public Responder::Sink {
 public:
  QueueSink(std::shared_ptr<CompletionQueue> queue, AnswerToken token)
      : queue_(std::move(queue)), token_(token) {}
  ~QueueSink() override;
  QueueSink(const QueueSink&) = delete;
  QueueSink& operator=(const QueueSink&) = delete;

  void send(Response response) override;

 private:
  std::shared_ptr<CompletionQueue> queue_;
  AnswerToken token_;
  bool sent_ = false;
};

}  // namespace itops::http
