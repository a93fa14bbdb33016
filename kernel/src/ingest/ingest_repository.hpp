#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/idempotency_key.hpp"
#include "itops/database.hpp"
#include "itops/status.hpp"

namespace itops::ingest {

/// New status, times and message of a service about which nothing else changed.
struct Touch {
  std::int32_t service_id = 0;
  std::int32_t revision = 0;       ///< as expected in the database
  std::int32_t next_revision = 0;  ///< another one where the status changed
  Status status = Status::kUnknown;
  Timestamp status_since;
  Timestamp observed_at;
  Timestamp received_at;
  std::string_view message;  ///< borrowed from the push
};

/// The first answer to a keyed push.
struct StoredAnswer {
  Digest key;
  Digest body;
  int http_status = 0;
  std::string answer;
};

/// SQL of the push path that is not the registry's. One object per transaction.
class IngestRepository {
 public:
  explicit IngestRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Writes the touches, sorted by service, whose revision still holds and that are not older than
  /// the newest observation; returns the services that were written, in any order.
  std::vector<std::int32_t> touch(std::span<const Touch> touches);
  /// The same for all of them or none: queued, and the transaction fails with
  /// Error(kUnavailable, "database_contention") when one can't be written.
  void touchAll(std::span<const Touch> touches);

  /// Takes keys that nobody used since `valid_from`; returns those that are ours now. Waits for
  /// other writers of the same key. Keys must be distinct.
  std::vector<Digest> claimKeys(std::span<const IdempotencyKey> keys, Timestamp now,
                                Timestamp valid_from);
  /// Answers stored under keys that were not ours to take.
  std::vector<StoredAnswer> answersOf(std::span<const IdempotencyKey> keys);
  /// Stores the answers under keys taken before.
  void saveAnswers(std::span<const StoredAnswer> answers);

 private:
  Transaction& transaction_;
};

/// Deletes answers from before `cutoff`; returns how many. [job]
std::int64_t deleteIdempotencyKeys(Database& database, Timestamp cutoff);

}  // namespace itops::ingest
