#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "ingest/idempotency_key.hpp"
#include "ingest/ingest_repository.hpp"
#include "ingest/push_result.hpp"

namespace itops::ingest {

/// The keyed pushes of one batch: the first one of a key is stored, all others get its answer.
/// Pushes are named by their place in the batch.
class KeyClaims {
 public:
  using KeyOf = std::function<const std::optional<IdempotencyKey>&(std::size_t push)>;
  using AnswerOf = std::function<PushAnswer(std::size_t push)>;

  /// @param results of the whole batch; borrowed
  KeyClaims(KeyOf key_of, std::vector<PushResult>& results)
      : key_of_(std::move(key_of)), results_(results) {}

  /// Takes the keys of `pushes`, and takes those out of it that another push was stored for, in
  /// this batch or since `valid_from`.
  void claim(IngestRepository& repository, std::vector<std::size_t>& pushes, Timestamp now,
             Timestamp valid_from);

  /// Stores the answers under the keys that were taken, and gives them to the batch's repetitions.
  void save(IngestRepository& repository, const AnswerOf& answer_of);

 private:
  void repeat(std::span<const StoredAnswer> answers);

  const KeyOf key_of_;
  std::vector<PushResult>& results_;
  std::vector<std::size_t> firsts_;  ///< pushes whose key is ours, one per key
};

}  // namespace itops::ingest
