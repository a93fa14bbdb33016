#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "definition/tier.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// Tiers in the database, inside one transaction.
class TierRepository {
 public:
  /// @param transaction outlives this object
  explicit TierRepository(Transaction& transaction) : transaction_(transaction) {}

  /// All tiers, the strictest first.
  std::vector<Tier> list();

  /// The tier of that name, locked; empty when there is none.
  std::optional<Tier> lock(std::string_view name);

  /// Stores a new tier with its definition; false when one of that name is there.
  bool insert(const Tier& tier);

  void update(const Tier& tier);

  /// Names of the definitions that people made of the tier.
  std::vector<std::string> definitionsOf(const Tier& tier);

  /// Removes a tier with the definition that was made with it.
  void remove(const Tier& tier);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla
