#include "ingest/push_target_changes.hpp"

#include <algorithm>

#include "registry/service_writer_repository.hpp"
#include "registry/status_history.hpp"

namespace itops::ingest {
namespace {

using registry::FieldOwner;
using registry::ServiceRecord;

/// What one service became, beside its record.
struct Effect {
  bool fields_changed = false;
  bool revived = false;
};

Effect apply(ServiceRecord& record, const TargetChange& change) {
  Effect effect;
  auto& fields = record.fields;
  effect.revived = record.archived_at.has_value();
  record.archived_at.reset();
  if (change.name_space && fields.ownerOf("namespace") == FieldOwner::kNobody) {
    fields.name_space = change.name_space;
    fields.owners["namespace"] = FieldOwner::kPush;
    effect.fields_changed = true;
  }
  for (const std::string& tag : change.tags) {
    if (std::find(fields.tags.begin(), fields.tags.end(), tag) != fields.tags.end()) continue;
    fields.tags.push_back(tag);
    // Remembered by itself: who declares the other tags doesn't take this one away.
    fields.owners[registry::addedTagField(tag)] = FieldOwner::kPush;
    effect.fields_changed = true;
  }
  effect.fields_changed |= effect.revived;
  if (effect.fields_changed) ++record.state.revision;
  return effect;
}

/// Uuids of services that this transaction tries to make, by path.
using NewUuids = std::map<std::string, Uuid>;

NewUuids createMissing(registry::ServiceWriter& writer,
                       const std::map<std::string, TargetChange>& changes, Timestamp now) {
  std::vector<std::string> missing;
  for (const auto& [path, change] : changes) missing.push_back(path);
  for (const std::string& path : writer.existingAmong(missing)) std::erase(missing, path);
  NewUuids uuids;
  std::vector<registry::NewService> services;
  for (const std::string& path : missing) {
    const ServicePath& parts = changes.at(path).path;
    const Uuid uuid = uuids[path] = Uuid::generate();
    services.push_back({uuid, path, parts.nodePath(), parts.service,
                        registry::defaultDisplayName(parts.service), "external", now});
  }
  writer.ensure(std::move(services));
  return uuids;
}

registry::StatusEvent birthOf(const ServiceRecord& record) {
  return {.service_id = record.id,
          .status = record.state.status,
          .previous = std::nullopt,
          .occurred_at = record.state.status_since,
          .cause = "created",
          .message = {},
          .service_uuid = record.uuid,
          .path = record.path};
}

PushTarget targetOf(const ServiceRecord& record, bool created) {
  return {.ref = {record.id, record.uuid, record.path},
          .name_space = record.fields.name_space,
          .tags = record.fields.tags,
          .created = created};
}

}  // namespace

std::vector<PushTarget> changePushTargets(Transaction& transaction, EventBus& bus,
                                          const std::map<std::string, TargetChange>& changes,
                                          Timestamp now) {
  registry::ServiceWriter writer(transaction);
  const NewUuids made = createMissing(writer, changes, now);
  std::vector<std::string> paths;
  for (const auto& [path, change] : changes) paths.push_back(path);
  auto records = writer.lockByPath(paths);
  std::vector<const ServiceRecord*> changed, revived;
  std::vector<registry::StatusEvent> births;
  std::vector<PushTarget> targets;
  for (ServiceRecord& record : records) {
    const Effect effect = apply(record, changes.at(record.path));
    if (effect.fields_changed) changed.push_back(&record);
    if (effect.revived) revived.push_back(&record);
    const auto uuid = made.find(record.path);
    const bool created = uuid != made.end() && uuid->second == record.uuid;
    if (created) births.push_back(birthOf(record));
    targets.push_back(targetOf(record, created));
  }
  writer.saveFields(changed);
  writer.saveStates(changed);
  writer.saveRevivals(revived, now);
  registry::recordStatusEvents(transaction, bus, births, now);
  return targets;
}

}  // namespace itops::ingest
