#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

namespace itops::test {

/// Somebody on the way to a directory, who can't read what is encrypted, but slips bytes in behind
/// the answer to StartTLS, while the connection still is in clear text.
class InjectingRelay {
 public:
  /// @param to port of the directory, on loopback
  /// @param injected into the second connection, on which people bind; may be empty
  InjectingRelay(std::uint16_t to, std::string injected);
  ~InjectingRelay();
  InjectingRelay(const InjectingRelay&) = delete;
  InjectingRelay& operator=(const InjectingRelay&) = delete;

  std::uint16_t port() const { return port_; }

 private:
  void serve();
  void relay(int client, bool inject) const;

  const std::uint16_t to_;
  const std::string injected_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace itops::test
