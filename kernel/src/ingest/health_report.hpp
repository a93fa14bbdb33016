#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/observed_at.hpp"
#include "ingest/service_path.hpp"
#include "ingest/warning.hpp"
#include "itops/status.hpp"
#include "itops/timestamp.hpp"

namespace itops::ingest {

/// The two thresholds of silence that follow from an expected interval between pushes.
struct SilenceLimits {
  std::chrono::seconds unknown_after{120};
  std::chrono::seconds down_after{300};

  bool operator==(const SilenceLimits&) const = default;
};

/// A health push after normalisation: nothing in it is missing, over-long or out of range.
struct HealthReport {
  ServicePath path;
  std::string path_text;  ///< path.text(), the key of everything that follows
  Status status = Status::kUnknown;
  std::string message;
  std::optional<std::string> criticality;
  std::optional<std::string> sla_group;
  std::optional<std::string> type;
  std::optional<std::vector<std::string>> tags;
  std::optional<std::string> name_space;  ///< field `namespace`
  std::optional<SilenceLimits> expected;  ///< from `expectedIntervalSeconds`
  std::optional<std::string> idempotency_key;
  Timestamp observed_at;
  Timestamp received_at;
  bool too_old = false;  ///< older than the snapshots that are kept: not stored as an observation
  /// Hash of everything that changes a service but status, message and times.
  std::uint64_t fingerprint = 0;
  Warnings warnings;
};

/// Decodes and normalises the body of POST /api/v1/health/report by the rules of docs/push.md.
/// Throws Error(kInvalid) only for what is no JSON object. Pure but for its arguments. [any]
HealthReport decodeHealthReport(std::string_view body, Timestamp received_at,
                                const TimeLimits& limits);

/// Thresholds for a reporter that says how often it pushes: twice and five times the interval,
/// clamped to 30 s .. 7 days.
SilenceLimits silenceLimitsFor(double interval_seconds);

}  // namespace itops::ingest
