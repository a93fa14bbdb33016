#include "definition/definitions.hpp"

#include "definition/assignment_repository.hpp"
#include "definition/definition_catalog_repository.hpp"
#include "definition/definition_json.hpp"
#include "definition/definition_repository.hpp"
#include "definition/tier_repository.hpp"
#include "itops/error.hpp"
#include "json_text.hpp"

namespace itops::sla {
namespace {

DefinitionRecord lockedDefinition(Transaction& transaction, const Uuid& uuid) {
  ensureAssignments(transaction);
  auto definition = DefinitionCatalogRepository(transaction).lock(uuid);
  if (definition) return *std::move(definition);
  throw Error(ErrorKind::kNotFound, "definition_not_found",
              "There is no SLA definition " + uuid.toString() +
                  "; GET /api/v1/sla/definitions lists them.");
}

Error nameTaken(const DefinitionRecord& definition) {
  return {ErrorKind::kConflict, "definition_exists",
          "There is an SLA definition '" + definition.name + "'; choose another name."};
}

void requireUnused(Transaction& transaction, const DefinitionRecord& definition) {
  if (definition.made_from_tier) {
    throw Error(ErrorKind::kConflict, "definition_of_tier",
                "The definition '" + definition.name + "' is that of its tier '" +
                    definition.tier.name + "' and goes with it.");
  }
  const auto users = AssignmentRepository(transaction).usersOf(definition.uuid);
  if (users.count == 0) return;
  throw Error(ErrorKind::kConflict, "definition_in_use",
              "The definition '" + definition.name + "' is assigned to " +
                  listed(users.names, users.count) + "; assign them another one first.");
}

}  // namespace

DefinitionRecord Definitions::find(const Uuid& uuid) {
  DefinitionRecord definition;
  database_.transact(
      [&](Transaction& transaction) { definition = lockedDefinition(transaction, uuid); });
  return definition;
}

DefinitionRecord Definitions::create(const Request& request) {
  BodyReader body(request);
  DefinitionRecord definition{.uuid = Uuid::generate(), .created_at = clock_.now()};
  database_.transact([&](Transaction& transaction) {
    ensureAssignments(transaction);  // so that all tiers are listed
    for (const char* name : {"name", "tier"}) {
      if (!body.has(name)) body.wrong(name, "Expected a text; it is required.");
    }
    applyDefinitionChange(body, TierRepository(transaction).list(), definition);
    body.throwIfWrong("No SLA definition was made");
    if (!DefinitionCatalogRepository(transaction).insert(definition)) throw nameTaken(definition);
    record(transaction, request, "sla_definition.create", nullptr, &definition);
  });
  return definition;
}

DefinitionRecord Definitions::change(const Request& request, const Uuid& uuid) {
  BodyReader body(request);
  DefinitionRecord definition;
  database_.transact([&](Transaction& transaction) {
    const DefinitionRecord before = lockedDefinition(transaction, uuid);
    definition = before;
    applyDefinitionChange(body, TierRepository(transaction).list(), definition);
    body.throwIfWrong("The SLA definition was not changed");
    DefinitionCatalogRepository repository(transaction);
    if (repository.isNameTaken(definition)) throw nameTaken(definition);
    repository.update(definition);
    record(transaction, request, "sla_definition.update", &before, &definition);
  });
  return definition;
}

void Definitions::remove(const Request& request, const Uuid& uuid) {
  database_.transact([&](Transaction& transaction) {
    const DefinitionRecord definition = lockedDefinition(transaction, uuid);
    requireUnused(transaction, definition);
    DefinitionCatalogRepository(transaction).remove(definition);
    record(transaction, request, "sla_definition.delete", &definition, nullptr);
  });
}

void Definitions::record(Transaction& transaction, const Request& request, const char* action,
                         const DefinitionRecord* before, const DefinitionRecord* after) {
  const DefinitionRecord& definition = after != nullptr ? *after : *before;
  audit_.record(transaction, request,
                {.action = action,
                 .object_type = "sla_definition",
                 .object_id = definition.uuid.toString(),
                 .object_name = definition.name,
                 .before = before != nullptr ? jsonText(definitionJson(*before)) : "",
                 .after = after != nullptr ? jsonText(definitionJson(*after)) : ""});
}

}  // namespace itops::sla
