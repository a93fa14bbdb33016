#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "definition/assignment.hpp"
#include "itops/database.hpp"
#include "itops/query.hpp"
#include "period/subject_query.hpp"

namespace itops::sla {

/// Which assignments a list shows: services by path, then groups by name.
struct AssignmentFilter {
  static constexpr std::string_view kList = "assignments";

  std::optional<std::string> path;  ///< of a service, or of a node with all below it
  std::optional<std::string> group;
  std::optional<std::string> definition;  ///< id or name
  std::optional<std::string> origin;
  int limit = 100;
  std::optional<PageCursor> cursor;
};

struct AssignmentPage {
  std::vector<Assignment> items;
  std::optional<std::string> next_cursor;
};

/// Who has a definition: some names of them, and how many there are.
struct DefinitionUsers {
  std::vector<std::string> names;
  std::int64_t count = 0;
};

/// `a, b, c` and, when there are more than were named, `and 7 more`. [any]
std::string listed(std::span<const std::string> names, std::size_t count);

/// Assignments in the database, inside one transaction.
class AssignmentRepository {
 public:
  /// @param transaction outlives this object
  explicit AssignmentRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Those of services and groups that are not archived.
  AssignmentPage list(const AssignmentFilter& filter);

  /// The key of a service or group; empty when there is none.
  std::optional<std::int32_t> idOf(const SubjectName& subject);

  /// What holds for a service or group, locked; empty when nothing does.
  std::optional<Assignment> lock(Subject subject, std::int32_t subject_id);

  /// Assigns the definition of that id or name; false when there is none.
  bool assign(Subject subject, std::int32_t subject_id, std::string_view definition);

  /// Lets a service or group have none.
  void remove(const Assignment& assignment);

  /// Who has that definition, archived ones too; at most ten are named.
  DefinitionUsers usersOf(const Uuid& definition);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla
