#pragma once

#include <chrono>
#include <optional>

#include "ingest/field_reader.hpp"
#include "itops/timestamp.hpp"

namespace itops::ingest {

/// Limits of what a push may say of time; settings `ingest.*`.
struct TimeLimits {
  std::chrono::seconds ahead_tolerance{5};  ///< a clock that far ahead is not worth a warning
  std::chrono::hours snapshot_retention{24 * 90};
};

/// When something was so, as its reporter said.
struct ObservedAt {
  Timestamp at;          ///< never after receipt
  bool too_old = false;  ///< older than what is kept: nothing is to be stored
};

/// The rules of docs/push.md for a time that was given; receipt where none was. [any]
ObservedAt judgeObservedAt(const std::optional<Timestamp>& given, Timestamp received_at,
                           const TimeLimits& limits, Warnings& warnings);

/// Reads `observedAt` by the rules of docs/push.md; receipt where it is absent. [any]
ObservedAt readObservedAt(FieldReader& reader, Timestamp received_at, const TimeLimits& limits);

}  // namespace itops::ingest
