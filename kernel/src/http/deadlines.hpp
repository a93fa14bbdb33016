#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>

#include "http/server_options.hpp"

namespace itops::http {

/// What a connection is being waited for.
enum class Wait { kNothing, kIdle, kHead, kBody, kWrite, kLinger };

class Connection;

/// A link of a circular list; alone it points to itself.
struct DeadlineLink {
  DeadlineLink() = default;
  DeadlineLink(const DeadlineLink&) = delete;
  DeadlineLink& operator=(const DeadlineLink&) = delete;

  void unlink();

  DeadlineLink* previous = this;
  DeadlineLink* next = this;
};

/// A connection's place in one of the lists. Leaves it when destroyed.
struct DeadlineNode : DeadlineLink {
  explicit DeadlineNode(Connection& waiting) : connection(waiting) {}
  ~DeadlineNode() { unlink(); }

  Connection& connection;
  std::chrono::steady_clock::time_point at{};
  Wait wait = Wait::kNothing;
};

/// The deadlines of all connections. Each kind of wait has one constant duration, so appending
/// keeps its list in order of time: setting, clearing and expiring cost a few pointer writes.
/// Event loop's thread only.
class Deadlines {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  explicit Deadlines(const ServerOptions& options);

  /// Starts a wait, replacing the one before; kNothing only ends it.
  void set(DeadlineNode& node, Wait wait, TimePoint now);

  /// A connection whose deadline has passed, taken out of its list; null when there is none.
  DeadlineNode* takeExpired(TimePoint now);

  /// The connection that has been waiting longest; null when none waits like this.
  DeadlineNode* oldest(Wait wait);

  /// The next deadline of all; empty without any.
  std::optional<TimePoint> next();

 private:
  struct List {
    DeadlineLink head;
    std::chrono::milliseconds duration{0};
  };
  List& listOf(Wait wait) { return lists_[static_cast<std::size_t>(wait)]; }

  std::array<List, 6> lists_;
};

}  // namespace itops::http
