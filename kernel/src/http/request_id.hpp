#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace itops::http {

/// Makes request ids: a random prefix per process and a counter, both in hexadecimal. Not secret,
/// only unlikely to repeat across processes. Event loop's thread only.
class RequestIdSource {
 public:
  RequestIdSource();

  /// Writes the next id into `id`, reusing its memory.
  void next(std::string& id);

  /// True when a client's X-Request-Id may be taken over: `[A-Za-z0-9._-]{1,64}`.
  static bool acceptable(std::string_view id);

 private:
  std::string prefix_;
  std::uint64_t counter_ = 0;
};

}  // namespace itops::http
