#include "definition/assignment_repository.hpp"

#include <algorithm>

namespace itops::sla {
namespace {

constexpr Statement kListAssignments{"sla.list_assignments", R"(
SELECT a.subject, a.subject_id, n.name, d.uuid, d.name AS definition, t.name AS tier, a.origin
FROM sla.assignment a
JOIN (SELECT 1 AS subject, id, path AS name FROM kernel.service WHERE archived_at IS NULL
      UNION ALL
      SELECT 2, id, name FROM kernel.sla_groups WHERE archived_at IS NULL) n
  ON n.subject = a.subject AND n.id = a.subject_id
JOIN sla.definition d ON d.id = a.definition_id
JOIN sla.tier t ON t.id = d.tier_id
WHERE ($1::text IS NULL OR (a.subject = 1 AND (n.name = $1 OR starts_with(n.name, $1 || '/'))))
  AND ($2::text IS NULL OR (a.subject = 2 AND n.name = $2))
  AND ($3::text IS NULL OR d.uuid::text = $3 OR d.name = $3)
  AND ($4::text IS NULL OR a.origin = $4)
  AND ($5::text IS NULL OR (a.subject, n.name) > ($6::integer, $5))
ORDER BY a.subject, n.name LIMIT $7)"};

constexpr Statement kSelectService{"sla.select_service_id", R"(
SELECT id FROM kernel.service WHERE path = $1)"};

constexpr Statement kSelectGroupId{"sla.select_group_id", R"(
SELECT id FROM kernel.sla_groups WHERE name = $1)"};

constexpr Statement kLockAssignment{"sla.lock_assignment", R"(
SELECT a.subject, a.subject_id,
       CASE a.subject WHEN 1 THEN (SELECT path FROM kernel.service WHERE id = a.subject_id)
                      ELSE (SELECT name FROM kernel.sla_groups WHERE id = a.subject_id) END AS name,
       d.uuid, d.name AS definition, t.name AS tier, a.origin
FROM sla.assignment a JOIN sla.definition d ON d.id = a.definition_id
JOIN sla.tier t ON t.id = d.tier_id
WHERE a.subject = $1 AND a.subject_id = $2
FOR UPDATE OF a)"};

constexpr Statement kAssign{"sla.assign_definition", R"(
INSERT INTO sla.assignment (subject, subject_id, definition_id, origin)
SELECT $1, $2, id, 'person' FROM sla.definition WHERE uuid::text = $3 OR name = $3
ON CONFLICT (subject, subject_id) DO UPDATE
SET definition_id = EXCLUDED.definition_id, origin = 'person'
RETURNING subject_id)"};

constexpr Statement kDeleteAssignment{"sla.delete_assignment", R"(
DELETE FROM sla.assignment WHERE subject = $1 AND subject_id = $2)"};

constexpr Statement kUsers{"sla.select_definition_users", R"(
SELECT COALESCE(s.path, 'the group ' || g.name) AS name, count(*) OVER () AS total
FROM sla.assignment a JOIN sla.definition d ON d.id = a.definition_id
LEFT JOIN kernel.service s ON a.subject = 1 AND s.id = a.subject_id
LEFT JOIN kernel.sla_groups g ON a.subject = 2 AND g.id = a.subject_id
WHERE d.uuid = $1
ORDER BY a.subject, 1 LIMIT 10)"};

Assignment assignmentFrom(const Rows::Row& row) {
  Assignment assignment;
  assignment.subject = static_cast<Subject>(row.integer("subject"));
  assignment.subject_id = static_cast<std::int32_t>(row.integer("subject_id"));
  assignment.name = row.text("name");
  assignment.definition_uuid = row.uuid("uuid");
  assignment.definition = row.text("definition");
  assignment.tier = row.text("tier");
  assignment.origin = row.text("origin");
  return assignment;
}

}  // namespace

std::string listed(std::span<const std::string> names, std::size_t count) {
  std::string text;
  for (const std::string& name : names) text.append(text.empty() ? "" : ", ").append(name);
  if (count > names.size()) text += " and " + std::to_string(count - names.size()) + " more";
  return text;
}

AssignmentPage AssignmentRepository::list(const AssignmentFilter& filter) {
  std::optional<std::string> key;
  std::optional<std::int64_t> subject;
  if (filter.cursor) {
    key = filter.cursor->key;
    subject = filter.cursor->id;
  }
  const Rows rows = transaction_.run(kListAssignments, filter.path, filter.group, filter.definition,
                                     filter.origin, key, subject, filter.limit + 1);
  AssignmentPage page;
  for (int i = 0; i < std::min(rows.size(), filter.limit); ++i) {
    page.items.push_back(assignmentFrom(rows[i]));
  }
  if (rows.size() > filter.limit) {
    const Assignment& last = page.items.back();
    page.next_cursor =
        encodeCursor(AssignmentFilter::kList, {last.name, static_cast<int>(last.subject)});
  }
  return page;
}

std::optional<std::int32_t> AssignmentRepository::idOf(const SubjectName& subject) {
  const Rows rows = transaction_.run(
      subject.kind == Subject::kService ? kSelectService : kSelectGroupId, subject.name);
  if (rows.empty()) return std::nullopt;
  return static_cast<std::int32_t>(rows[0].integer("id"));
}

std::optional<Assignment> AssignmentRepository::lock(Subject subject, std::int32_t subject_id) {
  const Rows rows = transaction_.run(kLockAssignment, static_cast<int>(subject), subject_id);
  if (rows.empty()) return std::nullopt;
  return assignmentFrom(rows[0]);
}

bool AssignmentRepository::assign(Subject subject, std::int32_t subject_id,
                                  std::string_view definition) {
  return !transaction_.run(kAssign, static_cast<int>(subject), subject_id, definition).empty();
}

void AssignmentRepository::remove(const Assignment& assignment) {
  transaction_.run(kDeleteAssignment, static_cast<int>(assignment.subject), assignment.subject_id);
}

DefinitionUsers AssignmentRepository::usersOf(const Uuid& definition) {
  DefinitionUsers users;
  for (const auto row : transaction_.run(kUsers, definition)) {
    users.names.emplace_back(row.text("name"));
    users.count = row.integer("total");
  }
  return users;
}

}  // namespace itops::sla
