#include "plugin/call_guard.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>

#include <boost/core/demangle.hpp>
#include <exception>
#include <typeinfo>

namespace itops::plugin {

namespace {

/// From a call that only computes to one that waits for a slow database.
const prometheus::Histogram::BucketBoundaries kSecondsBuckets{0.0001, 0.001, 0.005, 0.025,
                                                              0.1,    0.5,   2.5,   10};

}  // namespace

std::string_view callKindName(CallKind kind) {
  switch (kind) {
    case CallKind::kCreate:
      return "create";
    case CallKind::kStart:
      return "start";
    case CallKind::kHandler:
      return "handler";
    case CallKind::kSink:
      return "sink";
    case CallKind::kJob:
      return "job";
    case CallKind::kConsumer:
      return "consumer";
    case CallKind::kHealth:
      break;
  }
  return "health";
}

CallGuard::CallGuard(std::string plugin_id, MetricsRegistry& metrics, int handlers_max)
    : plugin_id_(std::move(plugin_id)), handlers_max_(handlers_max) {
  auto& registry = metrics.registry();
  auto& calls = prometheus::BuildCounter()
                    .Name("itops_plugin_calls_total")
                    .Help("Calls of the kernel into a plugin.")
                    .Register(registry);
  auto& failures = prometheus::BuildCounter()
                       .Name("itops_plugin_failures_total")
                       .Help("Calls into a plugin that failed by its fault.")
                       .Register(registry);
  auto& seconds = prometheus::BuildHistogram()
                      .Name("itops_plugin_call_seconds")
                      .Help("Time that calls into a plugin took.")
                      .Register(registry);
  for (int kind = 0; kind < kCallKindCount; ++kind) {
    const std::string name(callKindName(static_cast<CallKind>(kind)));
    const prometheus::Labels labels{{"plugin", plugin_id_}, {"kind", name}};
    metrics_[static_cast<std::size_t>(kind)] = {&calls.Add(labels), &failures.Add(labels),
                                                &seconds.Add(labels, kSecondsBuckets)};
  }
}

void CallGuard::close() {
  inside_.fetch_or(kClosed);
}

bool CallGuard::drain(std::chrono::milliseconds limit) {
  close();
  std::unique_lock lock(drain_mutex_);
  return drained_.wait_for(lock, limit, [this] { return inFlightCount() == 0; });
}

int CallGuard::inFlightCount() const {
  return static_cast<int>(inside_.load() & ~kClosed);
}

std::optional<PluginFailure> CallGuard::lastFailure() const {
  const std::lock_guard lock(failure_mutex_);
  return last_failure_;
}

void CallGuard::enter(CallKind kind) {
  // Counted before looking, so that a drain sees either this call or no further one.
  if ((inside_.fetch_add(1) & kClosed) != 0) {
    leaveDoor();
    throw Error(ErrorKind::kUnavailable, "plugin_stopping",
                "Plugin " + plugin_id_ + " is being stopped; try again later.");
  }
  if (kind != CallKind::kHandler) return;
  if (handlers_inside_.fetch_add(1) < handlers_max_ || handlers_max_ == 0) return;
  leave(kind);
  throw Error(ErrorKind::kUnavailable, "plugin_busy",
              "Plugin " + plugin_id_ + " is at work on " + std::to_string(handlers_max_) +
                  " requests already, which is its limit; try again later.");
}

void CallGuard::leave(CallKind kind) {
  if (kind == CallKind::kHandler) handlers_inside_.fetch_sub(1);
  leaveDoor();
}

void CallGuard::leaveDoor() {
  const std::uint64_t before = inside_.fetch_sub(1);
  if (before != (kClosed | 1)) return;
  const std::lock_guard lock(drain_mutex_);
  drained_.notify_all();
}

CallGuard::Entry::Entry(CallGuard& guard, CallKind kind, std::string_view what)
    : guard_(guard),
      kind_(kind),
      entered_at_((guard.enter(kind), std::chrono::steady_clock::now())),
      ticket_(guard.calls_inside_.enter(std::string(what), entered_at_)),
      label_(guard.pluginId()) {
  guard_.calls_.fetch_add(1, std::memory_order_relaxed);
  guard_.metricsOf(kind_).calls->Increment();
}

CallGuard::Entry::~Entry() {
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - entered_at_;
  guard_.metricsOf(kind_).seconds->Observe(taken.count());
  guard_.calls_inside_.leave(ticket_);
  guard_.leave(kind_);
}

void CallGuard::rethrowAsError(CallKind kind, std::string_view what) {
  try {
    throw;
  } catch (const Error& error) {
    if (kind != CallKind::kHandler || error.kind() == ErrorKind::kInternal) {
      countFailure(kind, what, error.what());
    }
    throw;
  } catch (const std::exception& exception) {
    countFailure(kind, what, "It threw an exception; the log says which.");
    throwPluginError(what,
                     boost::core::demangle(typeid(exception).name()) + ": " + exception.what());
  } catch (...) {
    countFailure(kind, what, "It threw something that is no exception.");
    throwPluginError(what, "an exception that is no std::exception");
  }
}

void CallGuard::throwPluginError(std::string_view what, const std::string& detail) const {
  throw Error(ErrorKind::kInternal, "plugin_error",
              "Plugin " + plugin_id_ + " failed in " + std::string(what) + "; the log says why.",
              detail);
}

void CallGuard::countFailure(CallKind kind, std::string_view what, const std::string& message) {
  failures_.fetch_add(1, std::memory_order_relaxed);
  metricsOf(kind).failures->Increment();
  const std::lock_guard lock(failure_mutex_);
  last_failure_ = {std::string(what), message, std::chrono::steady_clock::now()};
}

}  // namespace itops::plugin
