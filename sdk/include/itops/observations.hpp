#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "itops/database.hpp"
#include "itops/export.hpp"
#include "itops/status.hpp"
#include "itops/timestamp.hpp"

namespace itops {

/// Who reported an observation. Stored as a number that never changes its meaning.
enum class Reporter : std::uint8_t { kPush = 1, kAgent = 2 };

/// One observation as it is stored: what a reporter said of a service at an instant.
struct Observation {
  std::int32_t service_id = 0;  ///< kernel.service.id
  Status status = Status::kUnknown;
  Reporter reporter = Reporter::kPush;
  Timestamp observed_at;  ///< when it was so, as the reporter said
  Timestamp received_at;  ///< when we heard of it
  /// How long it holds without a newer one.
  std::chrono::seconds hold{0};
  /// From when on silence after it means DOWN; zero when silence never does.
  std::chrono::seconds down_after{0};
};

/// Writes every observation a second time, into a plugin's own tables, inside the transaction that
/// acknowledges the push.
class ITOPS_EXPORT ObservationSink {
 public:
  /// After the last write() and before the plugin's `stop()`. [main]
  virtual ~ObservationSink() = default;

  /// Name for logs and metrics, such as `sla.snapshots`; asked once. [main]
  virtual std::string_view name() const = 0;

  /// True: a push is not acknowledged without this sink. False: the sink runs under a savepoint,
  /// and its failure is logged and counted while the push goes on.
  virtual bool required() const = 0;

  /// Writes a batch, sorted by service and instant; never empty. Throwing fails the batch, which
  /// is then repeated in halves so that one bad row fails alone. [ingest], one call at a time.
  virtual void write(Transaction& transaction, std::span<const Observation> observations) = 0;
};

/// Where sinks register. `need<Observations>()` succeeds in the core role; kernel-owned.
class ITOPS_EXPORT Observations {
 public:
  static constexpr std::string_view kInterfaceId = "itops.observations/1";

  /// Adds a sink and takes it over; the kernel removes it before `stop()`. Throws Error(kInvalid,
  /// "sink_missing") for a null pointer. [main], in start() only.
  virtual void addSink(std::unique_ptr<ObservationSink> sink) = 0;

 protected:
  ~Observations() = default;
};

}  // namespace itops
