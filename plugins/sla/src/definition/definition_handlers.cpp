#include "definition/definition_handlers.hpp"

#include "definition/assignment_repository.hpp"
#include "definition/definition_catalog_repository.hpp"
#include "definition/definition_json.hpp"
#include "definition/definition_repository.hpp"
#include "definition/tier_repository.hpp"
#include "itops/error.hpp"
#include "json_text.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;

Uuid definitionIdFrom(const Request& request) {
  if (const auto id = Uuid::parse(request.parameter("id"))) return *id;
  throw Error(ErrorKind::kNotFound, "definition_not_found",
              "There is no such SLA definition: the id in the path is not a UUID.");
}

DefinitionFilter definitionFilterFrom(const Request& request) {
  QueryReader reader(request);
  DefinitionFilter filter;
  filter.tier = reader.text("tier");
  filter.limit = reader.limit();
  filter.cursor = reader.cursor(DefinitionFilter::kList, QueryReader::KeyType::kText);
  reader.throwIfWrong();
  return filter;
}

AssignmentFilter assignmentFilterFrom(const Request& request) {
  QueryReader reader(request);
  AssignmentFilter filter;
  filter.path = reader.text("path");
  filter.group = reader.text("group");
  filter.definition = reader.text("definition");
  filter.origin = reader.word("origin", {"tier", "person", "agent"});
  filter.limit = reader.limit();
  filter.cursor = reader.cursor(AssignmentFilter::kList, QueryReader::KeyType::kText);
  reader.throwIfWrong();
  return filter;
}

Response removed() {
  return {.status = 204, .content_type = ""};
}

}  // namespace

Response DefinitionHandlers::listTiers(const Request&) {
  json::array items;
  database_.transact([&](Transaction& transaction) {
    ensureAssignments(transaction);
    for (const Tier& tier : TierRepository(transaction).list()) items.push_back(tierJson(tier));
  });
  return {.body = pageText(std::move(items), std::nullopt)};
}

Response DefinitionHandlers::getTier(const Request& request) {
  return {.body = jsonText(tierJson(tiers_.find(request.parameter("name"))))};
}

Response DefinitionHandlers::createTier(const Request& request) {
  return {.status = 201, .body = jsonText(tierJson(tiers_.create(request)))};
}

Response DefinitionHandlers::changeTier(const Request& request) {
  return {.body = jsonText(tierJson(tiers_.change(request, request.parameter("name"))))};
}

Response DefinitionHandlers::removeTier(const Request& request) {
  tiers_.remove(request, request.parameter("name"));
  return removed();
}

Response DefinitionHandlers::list(const Request& request) {
  const DefinitionFilter filter = definitionFilterFrom(request);
  DefinitionPage page;
  database_.transact([&](Transaction& transaction) {
    ensureAssignments(transaction);
    page = DefinitionCatalogRepository(transaction).list(filter);
  });
  json::array items;
  for (const DefinitionRecord& definition : page.items) items.push_back(definitionJson(definition));
  return {.body = pageText(std::move(items), page.next_cursor)};
}

Response DefinitionHandlers::get(const Request& request) {
  return {.body = jsonText(definitionJson(definitions_.find(definitionIdFrom(request))))};
}

Response DefinitionHandlers::create(const Request& request) {
  return {.status = 201, .body = jsonText(definitionJson(definitions_.create(request)))};
}

Response DefinitionHandlers::change(const Request& request) {
  return {.body =
              jsonText(definitionJson(definitions_.change(request, definitionIdFrom(request))))};
}

Response DefinitionHandlers::remove(const Request& request) {
  definitions_.remove(request, definitionIdFrom(request));
  return removed();
}

Response DefinitionHandlers::listAssignments(const Request& request) {
  const AssignmentFilter filter = assignmentFilterFrom(request);
  AssignmentPage page;
  database_.transact([&](Transaction& transaction) {
    ensureAssignments(transaction);
    page = AssignmentRepository(transaction).list(filter);
  });
  json::array items;
  for (const Assignment& assignment : page.items) items.push_back(assignmentJson(assignment));
  return {.body = pageText(std::move(items), page.next_cursor)};
}

Response DefinitionHandlers::assign(const Request& request) {
  return {.body = jsonText(assignmentJson(assignments_.assign(request)))};
}

Response DefinitionHandlers::release(const Request& request) {
  assignments_.release(request);
  return removed();
}

}  // namespace itops::sla
