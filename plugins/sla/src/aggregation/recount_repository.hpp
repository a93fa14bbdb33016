#pragma once

#include <cstdint>
#include <vector>

#include "arithmetic/instant.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// Time of a service that is to be counted again.
struct RecountTask {
  std::int64_t id = 0;
  std::int32_t service_id = 0;
  Interval interval;
};

/// The list of what is to be counted again.
class RecountRepository {
 public:
  /// @param transaction outlives this object
  explicit RecountRepository(Transaction& transaction) : transaction_(transaction) {}

  void add(std::int32_t service_id, const Interval& interval);

  /// The tasks that begin first, in order, at most `limit`.
  std::vector<RecountTask> earliest(int limit);

  void remove(std::int64_t id);
  /// What is left of a task.
  void moveOn(std::int64_t id, const Interval& rest);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla
