#pragma once

#include <cstdint>

namespace itops::http {

/// Which request of which connection an answer belongs to. A connection's number is never reused
/// within a server, so an answer can't reach another client.
struct AnswerToken {
  int fd = -1;
  std::uint64_t serial = 0;
};

}  // namespace itops::http
