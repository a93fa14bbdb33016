#pragma once

#include <optional>
#include <string>
#include <vector>

#include "arithmetic/instant.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// Partitions by UTC day, and sums of windows by hour, which are made of whole days.
class RetentionRepository {
 public:
  /// @param transaction outlives this object
  explicit RetentionRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Begin of the oldest day of which a table has a partition, if it ended before an instant.
  std::optional<Instant> oldestDay(const std::string& table, Instant before);

  /// False when the table was too busy.
  bool drop(const std::string& table, Instant day);

  /// Sums the windows of a day up by UTC hour and drops them; neither when a table was too busy:
  /// what was in both would be shown twice.
  bool replaceWindowsByHours(Instant day);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla
