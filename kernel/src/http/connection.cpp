#include "http/connection.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>

#include "http/problem.hpp"

namespace itops::http {
namespace {

// After this many full reads other connections get their turn.
constexpr int kReadsPerTurn = 4;

Problem timedOut(const char* what, std::chrono::milliseconds limit) {
  return {408, "request_timeout",
          std::string("The request's ") + what + " did not arrive within " +
              std::to_string(limit.count()) + " ms: send it faster or in smaller requests."};
}

}  // namespace

Connection::Connection(FileDescriptor socket, std::uint32_t id, const ClientAddress& client,
                       Serving& serving)
    : socket_(std::move(socket)), id_(id), serving_(serving), deadline_(*this), client_(client) {
  serving_.metrics.connectionOpened();
  serving_.deadlines.set(deadline_, Wait::kIdle, serving_.now);
}

Connection::~Connection() {
  if (stream_) serving_.metrics.streamClosed();
  serving_.metrics.connectionClosed();
}

void Connection::onEvents(std::uint32_t epoll_events) {
  if ((epoll_events & (EPOLLERR | EPOLLHUP)) != 0) return close();
  if ((epoll_events & EPOLLOUT) != 0 && phase_ == Phase::kWriting) {
    afterWrite(outbox_.flush(socket_.get()));
  }
  if ((epoll_events & EPOLLOUT) != 0 && phase_ == Phase::kStreaming) {
    afterStreamWrite(outbox_.flush(socket_.get()));
    pumpStream();
  }
  if ((epoll_events & EPOLLRDHUP) != 0) peer_half_closed_ = true;
  // Whoever reads a stream to its end has nothing more to say, but never says so before.
  if (peer_half_closed_ && phase_ == Phase::kStreaming) return close();
  if ((epoll_events & (EPOLLIN | EPOLLRDHUP)) != 0) readable_ = true;
  go();
}

void Connection::onDeadline(Wait wait) {
  switch (wait) {
    case Wait::kHead:
      refuse(timedOut("headers", serving_.options.header_timeout));
      break;
    case Wait::kBody:
      refuse(timedOut("body", serving_.options.body_timeout));
      break;
    case Wait::kWrite:
      serving_.metrics.refused("write_timeout");
      [[fallthrough]];
    default:
      close();
      break;
  }
  go();
}

void Connection::onCompletion(Completion&& completion) {
  if (completion.exchange) exchange_ = std::move(completion.exchange);
  if (!completion.answered) {
    serving_.logger.error("A handler dropped its responder without an answer.",
                          {{"requestId", std::string(exchange_->requestId())},
                           {"route", exchange_->route()->route.path}});
    completion.response = problemResponse(
        {500, "answer_missing", "The server failed to answer this request; its log tells more."},
        exchange_->requestId());
  }
  if (completion.stream && exchange_->head().method != "HEAD") {
    beginStream(std::move(completion.response), std::move(completion.stream));
  } else {
    answer(std::move(completion.response));
  }
  go();
}

void Connection::refuse(const Problem& problem) {
  if (!exchange_) {
    exchange_ = serving_.exchanges.take();
    exchange_->begin(client_, serving_.now, serving_.request_ids);
  }
  serving_.metrics.refused(problem.code);
  close_after_ = true;
  answer(problemResponse(problem, exchange_->requestId()));
}

void Connection::close() {
  if (phase_ == Phase::kClosed) return;
  abandonExchange();
  phase_ = Phase::kClosed;
  deadline_.unlink();
}

void Connection::abandonExchange() {
  if (stream_) finishStream();
  if (!exchange_) return;
  constexpr int kClientLeft = 499;
  if (phase_ == Phase::kWaiting) {
    serving_.access_log.write(*exchange_, kClientLeft, 0, serving_.now);
  }
  serving_.exchanges.give(std::move(exchange_));
}

bool Connection::wantsInput() const {
  return phase_ == Phase::kHead || phase_ == Phase::kBody || phase_ == Phase::kLinger;
}

void Connection::go() {
  if (!input_.empty() && wantsInput()) input_.consume(consume(input_.view()));
  for (int reads = 0; readable_ && wantsInput(); ++reads) {
    if (reads == kReadsPerTurn) {
      serving_.again.push_back(key());
      break;
    }
    receive();
  }
  if (settled()) input_.release();
  armDeadline();
}

void Connection::receive() {
  auto& buffer = serving_.read_buffer;
  const ssize_t count = ::recv(socket_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (count < 0) {
    if (errno == EINTR) return;
    readable_ = false;
    if (errno != EAGAIN && errno != EWOULDBLOCK) close();
    return;
  }
  if (count == 0) return onEndOfInput();
  // A short read empties the socket; only the end of input may still be behind it.
  readable_ = static_cast<std::size_t>(count) == buffer.size() || peer_half_closed_;
  onInput({buffer.data(), static_cast<std::size_t>(count)});
}

void Connection::onInput(std::string_view bytes) {
  serving_.metrics.received(bytes.size());
  if (phase_ == Phase::kLinger) {
    if (bytes.size() >= linger_bytes_left_) return close();
    linger_bytes_left_ -= bytes.size();
    return;
  }
  if (!input_.empty()) {
    input_.append(bytes);
    input_.consume(consume(input_.view()));
    return;
  }
  const std::size_t used = consume(bytes);
  if (used < bytes.size() && !settled()) input_.append(bytes.substr(used));
}

void Connection::onEndOfInput() {
  readable_ = false;
  if (phase_ != Phase::kBody) return close();
  refuse({400, "body_incomplete", "The connection was closed in the middle of the body."});
}

void Connection::armDeadline() {
  Wait wait = Wait::kNothing;
  switch (phase_) {
    case Phase::kHead:
      wait = input_.empty() ? Wait::kIdle : Wait::kHead;
      break;
    case Phase::kBody:
      wait = Wait::kBody;
      break;
    default:
      return;
  }
  if (deadline_.wait != wait) serving_.deadlines.set(deadline_, wait, serving_.now);
}

void Connection::transmit(Response&& response) {
  const auto& head = exchange_->head();
  const bool without_body = head.method == "HEAD" || AnswerHead::bodiless(response.status);
  auto& text = serving_.head_buffer;
  text.clear();
  serving_.answer_head.append(text, response, {exchange_->requestId(), head.http11, !close_after_});
  if (without_body) response.body.clear();
  // Counted before it is sent: who reads an answer finds it in log and metrics.
  const std::size_t bytes = text.size() + response.body.size();
  const auto now = std::chrono::steady_clock::now();
  countAnswer(response.status, bytes, now);
  serving_.access_log.write(*exchange_, response.status, bytes, now);
  serving_.exchanges.give(std::move(exchange_));
  afterWrite(outbox_.start(socket_.get(), text, std::move(response.body)));
}

void Connection::countAnswer(int status, std::size_t bytes, Exchange::TimePoint now) {
  const std::chrono::duration<double> seconds = now - exchange_->started();
  serving_.metrics.sent(bytes);
  serving_.metrics.answered(exchange_->route(), status, seconds.count());
}

// Puts a problem in the place of an answer that HTTP doesn't allow, and adds what all have.
void Connection::prepare(Response& response) {
  constexpr int kSmallestStatus = 200;
  constexpr int kLargestStatus = 599;
  if (response.status < kSmallestStatus || response.status > kLargestStatus ||
      !AnswerHead::headersAllowed(response)) {
    serving_.logger.error("A handler's answer has a status or header that HTTP doesn't allow.",
                          {{"requestId", std::string(exchange_->requestId())},
                           {"status", std::to_string(response.status)}});
    response = problemResponse({500, "answer_invalid", "The server made an invalid answer."},
                               exchange_->requestId());
  }
  serving_.cors.apply(*exchange_, response);
}

void Connection::answer(Response&& response) {
  prepare(response);
  if (!exchange_->head().keep_alive || serving_.draining) close_after_ = true;
  serial_ = 0;
  phase_ = Phase::kWriting;
  transmit(std::move(response));
}

void Connection::afterWrite(Outbox::State state) {
  switch (state) {
    case Outbox::State::kDone:
      afterAnswer();
      break;
    case Outbox::State::kGone:
      close();
      break;
    case Outbox::State::kPending: {
      const bool renew = outbox_.takeProgress() >= kWriteProgressBytes;
      if (deadline_.wait != Wait::kWrite || renew) {
        serving_.deadlines.set(deadline_, Wait::kWrite, serving_.now);
      }
      break;
    }
  }
}

void Connection::afterAnswer() {
  if (close_after_) return startLinger();
  serving_.deadlines.set(deadline_, Wait::kNothing, serving_.now);
  phase_ = Phase::kHead;
}

// Closing at once would reset the connection while the client is still sending, and the reset would
// take the answer with it.
void Connection::startLinger() {
  phase_ = Phase::kLinger;
  ::shutdown(socket_.get(), SHUT_WR);
  linger_bytes_left_ = serving_.options.linger_bytes_max;
  readable_ = true;
  serving_.deadlines.set(deadline_, Wait::kLinger, serving_.now);
}

}  // namespace itops::http
