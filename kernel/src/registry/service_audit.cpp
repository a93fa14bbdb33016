#include "registry/service_audit.hpp"

#include <boost/json.hpp>

namespace itops::registry {
namespace {

namespace json = boost::json;

json::value secondsOrNull(const std::optional<std::chrono::seconds>& duration) {
  if (!duration) return nullptr;
  return duration->count();
}

}  // namespace

std::string auditDocument(const ServiceRecord& record) {
  const ServiceFields& fields = record.fields;
  json::object document{
      {"displayName", fields.display_name},
      {"description", fields.description},
      {"type", fields.type},
      {"team", fields.team},
      {"namespace", nullptr},
      {"tags", json::array(fields.tags.begin(), fields.tags.end())},
      {"criticality", fields.criticality},
      {"unknownAfterSeconds", secondsOrNull(fields.unknown_after)},
      {"downAfterSeconds", secondsOrNull(fields.down_after)},
      {"archivedAt", nullptr},
  };
  if (fields.name_space) document["namespace"] = *fields.name_space;
  if (record.archived_at) document["archivedAt"] = formatTimestamp(*record.archived_at);
  json::object owners;
  for (const auto& [field, owner] : fields.owners) owners[field] = fieldOwnerName(owner);
  document["fieldOwners"] = std::move(owners);
  return json::serialize(document);
}

AuditEntry serviceChange(const char* action, const ServiceRecord& record, std::string before) {
  return {.action = action,
          .object_type = "service",
          .object_id = record.uuid.toString(),
          .object_name = record.path,
          .before = std::move(before),
          .after = auditDocument(record)};
}

}  // namespace itops::registry
