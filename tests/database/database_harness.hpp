#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <utility>

#include "database/postgres_database.hpp"
#include "itops/error.hpp"
#include "support/postgres_fixture.hpp"
#include "support/recording_logger.hpp"

namespace itops::test {

/// A PostgresDatabase on a database of its own, with everything that it needs.
struct DatabaseHarness {
  explicit DatabaseHarness(const std::function<void(DatabaseOptions&)>& adjust = {},
                           DatabaseOptions database = PostgresFixture::freshDatabase())
      : options(adjusted(std::move(database), adjust)) {}

  static DatabaseOptions adjusted(DatabaseOptions options,
                                  const std::function<void(DatabaseOptions&)>& adjust) {
    options.pool_size = 4;
    if (adjust) adjust(options);
    return options;
  }

  DatabaseOptions options;
  RecordingLogger logger;
  MetricsRegistry metrics;
  PostgresDatabase database{options, logger, metrics};
};

/// `kind code` of the Error that an action throws, such as `unavailable database_busy`.
inline std::string errorOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    const bool unavailable = error.kind() == ErrorKind::kUnavailable;
    const bool internal = error.kind() == ErrorKind::kInternal;
    return (unavailable ? "unavailable " : internal ? "internal " : "other ") + error.code();
  }
  return "nothing was thrown";
}

/// Log detail of the Error that an action throws.
inline std::string detailOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.logDetail();
  }
  return "nothing was thrown";
}

/// Polls until the condition holds; false when it doesn't within the time.
inline bool becomesTrue(const std::function<bool()>& condition,
                        std::chrono::seconds patience = std::chrono::seconds(20)) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

inline constexpr Statement kBackendPid{"test.backend_pid", "SELECT pg_backend_pid() AS pid"};
inline constexpr Statement kSleep{"test.sleep", "SELECT pg_sleep($1::float8)"};
inline constexpr Statement kTerminate{"test.terminate",
                                      "SELECT pg_terminate_backend($1::int, 5000)"};

}  // namespace itops::test
