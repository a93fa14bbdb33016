#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "itops/error.hpp"
#include "metrics/metrics_registry.hpp"

namespace itops::plugin {

/// What the kernel calls a plugin for; a label of the metrics. stop() and destructors are
/// noexcept and run when nobody is inside any more: they need no guard.
enum class CallKind { kCreate, kStart, kHandler, kSink, kConsumer, kJob, kHealth };
inline constexpr int kCallKindCount = 7;

/// `create`, `start`, `handler`, `sink`, `consumer`, `job`, `health`. [any]
std::string_view callKindName(CallKind kind);

/// The door to one plugin: every call of the kernel into it passes here, so that an exception never
/// takes the process down, is told with the plugin's name, and no call is inside any more when
/// the plugin is stopped. Counts calls, failures and seconds in
/// `itops_plugin_{calls_total,failures_total,call_seconds}` by plugin and kind.
///
/// An Error leaves as it is; it counts as a failure unless it answers a request (a handler's
/// Error of another kind than kInternal). Everything else leaves as Error(kInternal,
/// "plugin_error"). Wrapped handlers may outlive the host, so the guard is held by shared_ptr.
class CallGuard {
 public:
  /// @param metrics outlives this guard
  CallGuard(std::string plugin_id, MetricsRegistry& metrics);

  /// Runs `call`, which is named by `what` in messages (`GET /api/v1/sla`, `start`). Throws
  /// Error(kUnavailable, "plugin_stopping") without running it after close(). [any]
  template <class Call>
  decltype(auto) run(CallKind kind, std::string_view what, Call&& call) {
    const Entry entry(*this, kind);
    try {
      return std::forward<Call>(call)();
    } catch (...) {
      rethrowAsError(kind, what);
    }
  }

  /// Lets nobody in any more. Calls inside go on. [any]
  void close();

  /// Closes, then waits until nobody is inside; false when somebody still was at the limit. [main]
  bool drain(std::chrono::milliseconds limit);

  const std::string& pluginId() const { return plugin_id_; }
  std::uint64_t callCount() const { return calls_.load(std::memory_order_relaxed); }
  std::uint64_t failureCount() const { return failures_.load(std::memory_order_relaxed); }
  /// Calls inside at this moment.
  int inFlightCount() const;

 private:
  /// One call inside: counted and timed from construction to destruction.
  class Entry {
   public:
    Entry(CallGuard& guard, CallKind kind);
    ~Entry();
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

   private:
    CallGuard& guard_;
    CallKind kind_;
    std::chrono::steady_clock::time_point entered_at_;
  };

  struct KindMetrics {
    prometheus::Counter* calls = nullptr;
    prometheus::Counter* failures = nullptr;
    prometheus::Histogram* seconds = nullptr;
  };

  static constexpr std::uint64_t kClosed = std::uint64_t{1} << 63;

  void enter();
  void leave();
  [[noreturn]] void rethrowAsError(CallKind kind, std::string_view what);
  [[noreturn]] void throwPluginError(std::string_view what, const std::string& detail) const;
  void countFailure(CallKind kind);
  KindMetrics& metricsOf(CallKind kind) { return metrics_[static_cast<std::size_t>(kind)]; }

  const std::string plugin_id_;
  std::array<KindMetrics, kCallKindCount> metrics_;
  std::atomic<std::uint64_t> calls_{0};
  std::atomic<std::uint64_t> failures_{0};
  std::atomic<std::uint64_t> inside_{0};  ///< calls inside; the top bit says closed
  std::mutex drain_mutex_;                ///< only for waiting on `drained_`
  std::condition_variable drained_;
};

}  // namespace itops::plugin
