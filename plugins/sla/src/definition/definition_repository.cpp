#include "definition/definition_repository.hpp"

#include <string>
#include <utility>

#include "itops/error.hpp"

namespace itops::sla {
namespace {

constexpr Statement kEnsureAssignments{"sla.ensure_assignments", R"(
SELECT sla.ensure_assignments())"};

constexpr Statement kSelectDefinitions{"sla.select_effective_definitions", R"(
SELECT d.id, d.uuid, d.name, t.name AS tier,
       COALESCE(d.uptime_target, t.uptime_target) AS uptime_target,
       COALESCE(d.response_minutes, t.response_minutes) AS response_minutes,
       COALESCE(d.resolution_minutes, t.resolution_minutes) AS resolution_minutes,
       d.degraded_weight, d.maintenance, d.silence, d.roll_up, d.time_zone
FROM sla.definition d JOIN sla.tier t ON t.id = d.tier_id)"};

constexpr Statement kSelectAssignments{"sla.select_assigned_ids", R"(
SELECT subject_id, definition_id FROM sla.assignment
WHERE subject = $1 AND subject_id = ANY($2::integer[]))"};

constexpr Statement kSelectAllAssignments{"sla.select_all_assigned_ids", R"(
SELECT subject_id, definition_id FROM sla.assignment WHERE subject = $1)"};

std::int32_t int32From(const Rows::Row& row, std::string_view column) {
  return static_cast<std::int32_t>(row.integer(column));
}

template <class T>
T known(std::optional<T> value, std::string_view column) {
  if (value) return *value;
  throw Error(ErrorKind::kInternal, "definition_unreadable", "An SLA definition can't be read.",
              "sla.definition has an unknown word in " + std::string(column));
}

Definition countedDefinitionFrom(const Rows::Row& row) {
  Definition definition;
  definition.uuid = row.uuid("uuid");
  definition.name = row.text("name");
  definition.tier = row.text("tier");
  definition.target = Percent::ofTenThousandths(int32From(row, "uptime_target"));
  definition.response_minutes = static_cast<int>(row.integer("response_minutes"));
  definition.resolution_minutes = static_cast<int>(row.integer("resolution_minutes"));
  definition.counting = {known(parseMaintenancePolicy(row.text("maintenance")), "maintenance"),
                         int32From(row, "degraded_weight")};
  definition.silence = known(parseSilencePolicy(row.text("silence")), "silence");
  definition.roll_up = known(parseRollUp(row.text("roll_up")), "roll_up");
  definition.time_zone = row.optionalText("time_zone");
  return definition;
}

// Assignments first: a definition that goes meanwhile has none.
AssignedDefinitions assigned(Transaction& transaction, const Rows& assignments) {
  AssignedDefinitions::ById definitions = definitionsById(transaction);
  AssignedDefinitions::IdBySubject ids;
  ids.reserve(static_cast<std::size_t>(assignments.size()));
  for (const auto row : assignments) {
    const auto definition_id = int32From(row, "definition_id");
    if (definitions.contains(definition_id))
      ids.emplace(int32From(row, "subject_id"), definition_id);
  }
  return {std::move(definitions), std::move(ids)};
}

}  // namespace

void ensureAssignments(Transaction& transaction) {
  transaction.run(kEnsureAssignments);
}

AssignedDefinitions::ById definitionsById(Transaction& transaction) {
  AssignedDefinitions::ById definitions;
  for (const auto row : transaction.run(kSelectDefinitions)) {
    definitions.emplace(int32From(row, "id"), countedDefinitionFrom(row));
  }
  return definitions;
}

AssignedDefinitions definitionsOf(Transaction& transaction, Subject subject,
                                  std::span<const std::int32_t> subject_ids) {
  ArrayValue ids;
  for (const std::int32_t id : subject_ids) ids.add(id);
  return assigned(transaction,
                  transaction.run(kSelectAssignments, static_cast<int>(subject), ids.take()));
}

AssignedDefinitions definitionsOfAll(Transaction& transaction, Subject subject) {
  return assigned(transaction, transaction.run(kSelectAllAssignments, static_cast<int>(subject)));
}

}  // namespace itops::sla
