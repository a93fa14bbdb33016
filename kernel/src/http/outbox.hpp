#pragma once

#include <cstddef>
#include <string>

namespace itops::http {

/// A client that takes this much is given its time anew.
inline constexpr std::size_t kWriteProgressBytes = std::size_t{64} * 1024;

/// The answer that a connection is writing. Holds memory only for what the socket didn't take.
class Outbox {
 public:
  enum class State { kDone, kPending, kGone };

  /// Writes head and body; keeps what is left for `flush`. `head` is a scratch buffer of the
  /// caller, which may be appended to.
  State start(int fd, std::string& head, std::string&& body);

  /// Writes on, when the socket takes bytes again.
  State flush(int fd);

  /// True when nothing waits for the socket.
  bool idle() const { return rest_.empty(); }

  /// Bytes taken since the last call; the measure of a client's progress.
  std::size_t takeProgress();

 private:
  void keep(std::size_t sent, const std::string& head, std::string&& body);

  std::string rest_;
  std::size_t start_ = 0;
  std::size_t progress_ = 0;
};

}  // namespace itops::http
