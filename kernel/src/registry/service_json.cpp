#include "registry/service_json.hpp"

#include "itops/json/json_text.hpp"

namespace itops::registry {
namespace {

namespace json = boost::json;

template <class T>
json::value orNull(const std::optional<T>& value) {
  if (!value) return nullptr;
  return json::value(*value);
}

json::array texts(const std::vector<std::string>& list) {
  return json::array(list.begin(), list.end());
}

json::object ownersJson(const FieldOwners& owners) {
  json::object document;
  for (const auto& [field, owner] : owners) document[field] = fieldOwnerName(owner);
  return document;
}

}  // namespace

json::object serviceJson(const ServiceView& service, const SilenceDefaults& defaults) {
  const ServiceFields& fields = service.fields;
  return {
      {"id", service.uuid.toString()},
      {"path", service.path},
      {"nodeId", service.node_path},
      {"name", service.name},
      {"displayName", fields.display_name},
      {"description", fields.description},
      {"type", fields.type},
      {"team", fields.team},
      {"namespace", jsonOf(fields.name_space)},
      {"tags", texts(fields.tags)},
      {"criticality", fields.criticality},
      {"source", service.source},
      {"status", statusName(service.state.status)},
      {"statusSince", formatTimestamp(service.state.status_since)},
      {"message", service.state.message},
      {"slaGroups", texts(service.sla_groups)},
      {"lastSeenAt", jsonOf(service.state.last_seen_at)},
      {"createdAt", formatTimestamp(service.created_at)},
      {"archivedAt", jsonOf(service.archived_at)},
      {"unknownAfterSeconds", fields.unknown_after.value_or(defaults.unknown_after).count()},
      {"downAfterSeconds", fields.down_after.value_or(defaults.down_after).count()},
      {"fieldOwners", ownersJson(fields.owners)},
  };
}

json::object statusEventJson(const StatusEventView& event) {
  json::value previous = nullptr;
  if (event.previous) previous = statusName(*event.previous);
  return {{"status", statusName(event.status)},
          {"previousStatus", std::move(previous)},
          {"occurredAt", formatTimestamp(event.occurred_at)},
          {"cause", event.cause},
          {"message", event.message}};
}

json::value declarationJson(const std::optional<ServiceDeclarationView>& declaration) {
  if (!declaration) return nullptr;
  const ServiceDeclarationView& view = *declaration;
  return json::object{
      {"declaredAt", formatTimestamp(view.declared_at)},
      {"workloadType", jsonOf(view.workload_type)},
      {"workloadName", jsonOf(view.workload_name)},
      {"version", jsonOf(view.version)},
      {"replicas", orNull(view.replicas)},
      {"readyReplicas", orNull(view.ready_replicas)},
      {"requires", json::parse(view.requires_json)},
      {"usedBy", json::parse(view.used_by_json)},
      {"backup", json::object{{"expected", orNull(view.backup_expected)},
                              {"maxAgeDays", orNull(view.backup_max_age_days)},
                              {"schedule", jsonOf(view.backup_schedule)},
                              {"storageSize", jsonOf(view.backup_storage_size)},
                              {"retention", jsonOf(view.backup_retention)}}},
      {"storage", json::object{{"allocatedBytes", orNull(view.storage_allocated_bytes)},
                               {"usedBytes", orNull(view.storage_used_bytes)},
                               {"freePercent", orNull(view.storage_free_percent)}}}};
}

}  // namespace itops::registry
