#pragma once

#include "definition/tier.hpp"
#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::sla {

/// Changes tiers by request. [request]
class Tiers {
 public:
  /// All outlive this object.
  Tiers(Database& database, Audit& audit, const Clock& clock)
      : database_(database), audit_(audit), clock_(clock) {}

  /// The tier of that name. Throws Error(kNotFound, "tier_not_found").
  Tier find(std::string_view name);

  /// Makes a tier with its definition. Throws Error(kInvalid, "fields_invalid"), Error(kConflict,
  /// "tier_exists") when a tier or a definition has that name.
  Tier create(const Request& request);

  /// Throws Error(kNotFound, "tier_not_found"), Error(kInvalid, "fields_invalid").
  Tier change(const Request& request, std::string_view name);

  /// Removes a tier with its definition. Throws Error(kNotFound, "tier_not_found"),
  /// Error(kConflict, "tier_built_in" or "tier_in_use") naming who uses it.
  void remove(const Request& request, std::string_view name);

 private:
  void record(Transaction& transaction, const Request& request, const char* action,
              const Tier* before, const Tier* after);

  Database& database_;
  Audit& audit_;
  const Clock& clock_;
};

}  // namespace itops::sla
