#pragma once

#include <cstdint>
#include <string>

#include "http/file_descriptor.hpp"

namespace itops::http {

/// A listening TCP socket, non-blocking.
class Listener {
 public:
  /// Binds at once. Throws Error(kUnavailable, "address_taken") when something else listens there,
  /// Error(kInvalid, "address_invalid") when the host can't be resolved or bound; both name the
  /// address and the remedy. [main]
  /// @param setting name of the setting that chose the port, for the message
  Listener(const std::string& host, std::uint16_t port, int backlog, const std::string& setting);

  int fd() const { return socket_.get(); }
  /// The bound port, also when 0 was asked for.
  std::uint16_t port() const { return port_; }

 private:
  FileDescriptor socket_;
  std::uint16_t port_ = 0;
};

}  // namespace itops::http
