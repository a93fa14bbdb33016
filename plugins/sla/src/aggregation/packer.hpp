#pragma once

#include "aggregation/aggregator.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// Puts what arrived into its lasting form, two hours at a time, once all their windows were
/// handled: 45 bytes an observation become about 3. What arrived stays beside it until its day is
/// dropped, so that nothing but the dropping, which waits for nobody, touches a table that pushes
/// write.
class Packer {
 public:
  /// @param database outlives this object
  explicit Packer(Database& database) : database_(database) {}

  /// Packs all blocks that are due, one transaction each.
  /// @return blocks packed. [job]
  int run(const Aggregator::Fence& fence, const std::function<bool()>& should_stop);

 private:
  bool packNext(Transaction& transaction);

  Database& database_;
};

}  // namespace itops::sla
