#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "aggregation/sample_rows.hpp"
#include "arithmetic/instant.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// Observations are packed in blocks of two hours of UTC: long enough for what a row costs by
/// itself not to matter, short enough to be packed while the day goes on.
using Blocks = std::chrono::duration<std::int64_t, std::ratio<7200>>;
inline constexpr Blocks kBlockLength{1};

/// Begin of the block that an instant lies in.
constexpr Instant blockOf(Instant instant) {
  return std::chrono::floor<Blocks>(instant);
}

/// The packed form of observations, see packSamples(). Several blocks of one service are one list.
class PackedRepository {
 public:
  /// @param transaction outlives this object
  explicit PackedRepository(Transaction& transaction) : transaction_(transaction) {}

  /// The first block that was not packed yet; empty before the first.
  std::optional<Instant> nextBlock();
  void setNextBlock(Instant block);

  /// Adds the samples of the blocks that an interval touches, and of the last packed block before
  /// it.
  void addHistory(const std::vector<std::int32_t>& services, const Interval& interval,
                  SamplesByService& found);

  /// Adds the newest blocks of one service that an interval touches, as many as it takes for
  /// `limit` samples if each has one.
  void addBlocks(std::int32_t service, const Interval& interval, int limit,
                 SamplesByService& found);

  /// Adds what is packed of one block, of services with an id from `first` up to `last`.
  void addBlock(Instant block, std::int32_t first, std::int32_t last, SamplesByService& found);

  /// Puts samples into their blocks, beside what is packed there.
  void merge(const SamplesByService& samples);

  /// Stores one block of each service as it is given. The partition exists.
  /// @param samples in order, of that block
  void saveBlock(Instant block, const SamplesByService& samples);

  /// Makes the partition of the block's day where it is missing.
  void ensurePartition(Instant block);

  /// The highest id of a service, 0 when there is none.
  std::int32_t lastService();

  /// Adds what arrived in one block, of services with an id from `first` up to `last`.
  void addArrived(Instant block, std::int32_t first, std::int32_t last, SamplesByService& found);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla
