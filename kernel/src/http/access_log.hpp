#pragma once

#include <cstddef>
#include <cstdint>

#include "http/exchange.hpp"
#include "itops/logger.hpp"

namespace itops::http {

/// One line per answer; of the 2xx answers of deferred routes one in `sample`, none with 0. Event
/// loop's thread.
class AccessLog {
 public:
  AccessLog(Logger& logger, std::uint32_t sample) : logger_(logger), sample_(sample) {}

  /// @param status as answered, 499 when the client left before its answer
  void write(const Exchange& exchange, int status, std::size_t bytes, Exchange::TimePoint now);

 private:
  bool skipped(const Exchange& exchange, int status);

  Logger& logger_;
  const std::uint32_t sample_;
  std::uint32_t since_last_ = 0;
};

}  // namespace itops::http
