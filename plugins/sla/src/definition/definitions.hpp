#pragma once

#include "definition/definition_record.hpp"
#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::sla {

/// Changes definitions by request. What is changed counts from the next window on. [request]
class Definitions {
 public:
  /// All outlive this object.
  Definitions(Database& database, Audit& audit, const Clock& clock)
      : database_(database), audit_(audit), clock_(clock) {}

  /// Throws Error(kNotFound, "definition_not_found").
  DefinitionRecord find(const Uuid& uuid);

  /// Throws Error(kInvalid, "fields_invalid"), Error(kConflict, "definition_exists").
  DefinitionRecord create(const Request& request);

  /// Throws Error(kNotFound, "definition_not_found"), Error(kInvalid, "fields_invalid"),
  /// Error(kConflict, "definition_exists").
  DefinitionRecord change(const Request& request, const Uuid& uuid);

  /// Throws Error(kNotFound, "definition_not_found"), Error(kConflict, "definition_of_tier" or
  /// "definition_in_use") naming who uses it.
  void remove(const Request& request, const Uuid& uuid);

 private:
  void record(Transaction& transaction, const Request& request, const char* action,
              const DefinitionRecord* before, const DefinitionRecord* after);

  Database& database_;
  Audit& audit_;
  const Clock& clock_;
};

}  // namespace itops::sla
