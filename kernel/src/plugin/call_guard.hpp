#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "itops/error.hpp"
#include "metrics/metrics_registry.hpp"
#include "plugin/calls_inside.hpp"
#include "plugin/thread_label.hpp"

namespace itops::plugin {

/// What the kernel calls a plugin for; a label of the metrics. stop() and destructors are
/// noexcept and run when nobody is inside any more: they need no guard.
enum class CallKind { kCreate, kStart, kHandler, kSink, kConsumer, kJob, kHealth };
inline constexpr int kCallKindCount = 7;

/// `create`, `start`, `handler`, `sink`, `consumer`, `job`, `health`. [any]
std::string_view callKindName(CallKind kind);

/// The newest failure of a plugin.
struct PluginFailure {
  std::string what;     ///< the call that failed
  std::string message;  ///< for operators; without what only the log may tell
  std::chrono::steady_clock::time_point at;
};

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
  /// @param handlers_max requests that may be inside at once, so that a plugin whose handlers
  ///   block leaves workers to the others; 0 for any number
  CallGuard(std::string plugin_id, MetricsRegistry& metrics, int handlers_max = 0);

  /// Runs `call`, which is named by `what` in messages (`GET /api/v1/sla`, `start`). Throws
  /// Error(kUnavailable, "plugin_stopping") without running it after close(), and
  /// Error(kUnavailable, "plugin_busy") for a request over `handlers_max`. [any]
  template <class Call>
  decltype(auto) run(CallKind kind, std::string_view what, Call&& call) {
    const Entry entry(*this, kind, what);
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
  /// The call that has been inside for the longest time; empty when nobody is inside.
  std::optional<CallsInside::Call> longestCall() const { return calls_inside_.longest(); }
  /// Empty when no call has failed.
  std::optional<PluginFailure> lastFailure() const;

  /// While it is switched off a plugin's sinks write nothing; its routes and jobs are kept away
  /// elsewhere. On at first. [any]
  void setSwitchedOn(bool on) { switched_on_.store(on, std::memory_order_release); }
  bool isSwitchedOn() const { return switched_on_.load(std::memory_order_acquire); }

 private:
  /// One call inside: counted and timed from construction to destruction.
  class Entry {
   public:
    Entry(CallGuard& guard, CallKind kind, std::string_view what);
    ~Entry();
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

   private:
    CallGuard& guard_;
    CallKind kind_;
    std::chrono::steady_clock::time_point entered_at_;
    CallsInside::Ticket ticket_;
    ThreadLabel label_;
  };

  struct KindMetrics {
    prometheus::Counter* calls = nullptr;
    prometheus::Counter* failures = nullptr;
    prometheus::Histogram* seconds = nullptr;
  };

  static constexpr std::uint64_t kClosed = std::uint64_t{1} << 63;

  void enter(CallKind kind);
  void leave(CallKind kind);
  void leaveDoor();
  [[noreturn]] void rethrowAsError(CallKind kind, std::string_view what);
  [[noreturn]] void throwPluginError(std::string_view what, const std::string& detail) const;
  void countFailure(CallKind kind, std::string_view what, const std::string& message);
  KindMetrics& metricsOf(CallKind kind) { return metrics_[static_cast<std::size_t>(kind)]; }

  const std::string plugin_id_;
  const int handlers_max_;
  std::array<KindMetrics, kCallKindCount> metrics_;
  std::atomic<std::uint64_t> calls_{0};
  std::atomic<std::uint64_t> failures_{0};
  std::atomic<std::uint64_t> inside_{0};  ///< calls inside; the top bit says closed
  std::atomic<int> handlers_inside_{0};
  std::atomic<bool> switched_on_{true};
  CallsInside calls_inside_;
  mutable std::mutex failure_mutex_;  ///< guards last_failure_
  std::optional<PluginFailure> last_failure_;
  std::mutex drain_mutex_;  ///< only for waiting on `drained_`
  std::condition_variable drained_;
};

}  // namespace itops::plugin
