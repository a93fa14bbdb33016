#pragma once

#include "definition/assignment.hpp"
#include "itops/audit.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::sla {

/// Assigns definitions to services and groups by request. What is changed counts from the next
/// window on. [request]
class Assignments {
 public:
  /// All outlive this object.
  Assignments(Database& database, Audit& audit) : database_(database), audit_(audit) {}

  /// Assigns as the body says: `{path | group, definition}`, the latter an id or a name. Throws
  /// Error(kInvalid, "fields_invalid"), Error(kNotFound, "service_not_found", "group_not_found" or
  /// "definition_not_found"), Error(kConflict, "assignment_declared") where Git says otherwise.
  Assignment assign(const Request& request);

  /// Lets the subject of the query (`path` or `group`) follow its tier again. Throws
  /// Error(kInvalid, "query_invalid"), Error(kNotFound, "service_not_found", "group_not_found" or
  /// "assignment_not_found" when it follows it already), Error(kConflict, "assignment_declared").
  void release(const Request& request);

 private:
  void record(Transaction& transaction, const Request& request, const char* action,
              const std::optional<Assignment>& before, const std::optional<Assignment>& after);

  Database& database_;
  Audit& audit_;
};

}  // namespace itops::sla
