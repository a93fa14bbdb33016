#include "registry/service_writer_repository.hpp"

#include <algorithm>
#include <set>

#include "registry/service_row.hpp"

namespace itops::registry {
namespace {

constexpr Statement kSelectLivePaths{"registry.select_live_paths", R"(
SELECT path FROM kernel.service WHERE path = ANY($1::text[]) AND archived_at IS NULL)"};

constexpr Statement kSelectPaths{"registry.select_paths", R"(
SELECT path FROM kernel.service WHERE path = ANY($1::text[]))"};

constexpr Statement kInsertNodes{"registry.insert_nodes", R"(
INSERT INTO kernel.node (path)
SELECT i.path FROM unnest($1::text[]) AS i (path) ORDER BY i.path
ON CONFLICT (path) DO NOTHING)"};

constexpr Statement kInsertServices{"registry.insert_services", R"(
WITH created AS (
  INSERT INTO kernel.service (node_id, uuid, path, name, display_name, source, created_at)
  SELECT n.id, i.uuid, i.path, i.name, i.display_name, i.source, i.created_at
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
              $7::timestamptz[])
    AS i (uuid, path, node_path, name, display_name, source, created_at)
  JOIN kernel.node AS n ON n.path = i.node_path
  ORDER BY i.path
  ON CONFLICT (path) DO NOTHING
  RETURNING id, created_at)
INSERT INTO kernel.service_state (service_id, status, status_since)
SELECT id, 5, created_at FROM created ORDER BY id)"};

constexpr Statement kLockByPath{"registry.lock_by_path", R"(
SELECT st.service_id
FROM kernel.service AS s JOIN kernel.service_state AS st ON st.service_id = s.id
WHERE s.path = ANY($1::text[])
ORDER BY st.service_id FOR NO KEY UPDATE OF st)"};

constexpr Statement kLockByUuid{"registry.lock_by_uuid", R"(
SELECT st.service_id
FROM kernel.service AS s JOIN kernel.service_state AS st ON st.service_id = s.id
WHERE s.uuid = ANY($1::uuid[])
ORDER BY st.service_id FOR NO KEY UPDATE OF st)"};

constexpr Statement kLockById{"registry.lock_by_id", R"(
SELECT st.service_id FROM kernel.service_state AS st
WHERE st.service_id = ANY($1::integer[])
ORDER BY st.service_id FOR NO KEY UPDATE OF st)"};

constexpr Statement kSelectRecords{"registry.select_records", R"(
SELECT s.id, s.uuid, s.path, s.display_name, s.description, s.type, s.team, s.criticality,
       s.namespace, s.tags, s.unknown_after_seconds, s.down_after_seconds, s.field_owners,
       s.archived_at, st.status, st.status_since, st.message, st.last_seen_at, st.last_observed_at,
       st.silence_from, st.revision,
       (SELECT g.name
        FROM kernel.sla_group_member AS m JOIN kernel.sla_groups AS g ON g.id = m.group_id
        WHERE m.service_id = s.id AND m.contributor = 'push' AND m.valid_to IS NULL
        LIMIT 1) AS push_group
FROM kernel.service AS s JOIN kernel.service_state AS st ON st.service_id = s.id
WHERE s.id = ANY($1::integer[])
ORDER BY s.id)"};

constexpr Statement kUpdateFields{"registry.update_fields", R"(
UPDATE kernel.service AS s
SET display_name = i.display_name, description = i.description, type = i.type, team = i.team,
    criticality = i.criticality, namespace = i.namespace, tags = i.tags::text[],
    unknown_after_seconds = i.unknown_after, down_after_seconds = i.down_after,
    field_owners = i.field_owners::jsonb, archived_at = i.archived_at
FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::integer[], $10::integer[], $11::text[], $12::timestamptz[])
  AS i (id, display_name, description, type, team, criticality, namespace, tags, unknown_after,
        down_after, field_owners, archived_at)
WHERE s.id = i.id)"};

constexpr Statement kUpdateStates{"registry.update_states", R"(
UPDATE kernel.service_state AS st
SET status = i.status, status_since = i.status_since, message = i.message,
    last_seen_at = i.last_seen_at, last_observed_at = i.last_observed_at,
    silence_from = i.silence_from, revision = i.revision
FROM unnest($1::integer[], $2::smallint[], $3::timestamptz[], $4::text[], $5::timestamptz[],
            $6::timestamptz[], $7::timestamptz[], $8::integer[])
  AS i (service_id, status, status_since, message, last_seen_at, last_observed_at, silence_from,
        revision)
WHERE st.service_id = i.service_id)"};

constexpr Statement kUpdateRevivals{"registry.update_revivals", R"(
UPDATE kernel.service_archival SET revived_at = $2
WHERE service_id = ANY($1::integer[]) AND revived_at IS NULL)"};

constexpr Statement kInsertArchival{"registry.insert_archival", R"(
INSERT INTO kernel.service_archival (service_id, archived_at) VALUES ($1, $2))"};

constexpr Statement kInsertEvents{"registry.insert_status_events", R"(
INSERT INTO kernel.service_status_events
  (service_id, status, previous_status, occurred_at, recorded_at, cause, message)
SELECT i.service_id, i.status, i.previous_status, i.occurred_at, $7, i.cause, i.message
FROM unnest($1::integer[], $2::smallint[], $3::smallint[], $4::timestamptz[], $5::text[],
            $6::text[])
  AS i (service_id, status, previous_status, occurred_at, cause, message))"};

std::optional<std::int64_t> countOf(const std::optional<std::chrono::seconds>& duration) {
  return duration ? std::optional<std::int64_t>(duration->count()) : std::nullopt;
}

Value textArray(std::span<const std::string> texts) {
  ArrayValue array;
  for (const auto& text : texts) array.add(std::string_view(text));
  return array.take();
}

Value idsOf(const Rows& rows) {
  ArrayValue ids;
  for (const auto row : rows) ids.add(row.integer("service_id"));
  return ids.take();
}

}  // namespace

std::vector<std::string> ServiceWriter::liveAmong(std::span<const std::string> paths) {
  return pathsOf(kSelectLivePaths, paths);
}

std::vector<std::string> ServiceWriter::existingAmong(std::span<const std::string> paths) {
  return pathsOf(kSelectPaths, paths);
}

std::vector<std::string> ServiceWriter::pathsOf(const Statement& statement,
                                                std::span<const std::string> paths) {
  std::vector<std::string> found;
  for (const auto row : transaction_.run(statement, textArray(paths))) {
    found.emplace_back(row.text("path"));
  }
  return found;
}

void ServiceWriter::ensure(std::vector<NewService> services) {
  if (services.empty()) return;
  std::sort(services.begin(), services.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  std::set<std::string> nodes;
  ArrayValue uuids, paths, node_paths, names, display_names, sources, created;
  for (const auto& service : services) {
    nodes.insert(service.node_path);
    uuids.add(service.uuid);
    paths.add(std::string_view(service.path));
    node_paths.add(std::string_view(service.node_path));
    names.add(std::string_view(service.name));
    display_names.add(std::string_view(service.display_name));
    sources.add(std::string_view(service.source));
    created.add(service.created_at);
  }
  const std::vector<std::string> node_list(nodes.begin(), nodes.end());
  transaction_.runLater(kInsertNodes, textArray(node_list));
  transaction_.runLater(kInsertServices, uuids.take(), paths.take(), node_paths.take(),
                        names.take(), display_names.take(), sources.take(), created.take());
}

void ServiceWriter::lockOnly(std::span<const std::string> paths) {
  transaction_.runLater(kLockByPath, textArray(paths));
}

// Locking and reading are two statements: a row that another writer held is returned as it was
// committed, while columns joined to it would come from before the wait.
std::vector<ServiceRecord> ServiceWriter::lockByPath(std::span<const std::string> paths) {
  return load(idsOf(transaction_.run(kLockByPath, textArray(paths))));
}

std::vector<ServiceRecord> ServiceWriter::lockByUuid(std::span<const Uuid> uuids) {
  ArrayValue array;
  for (const Uuid& uuid : uuids) array.add(uuid);
  return load(idsOf(transaction_.run(kLockByUuid, array.take())));
}

std::vector<ServiceRecord> ServiceWriter::lockById(std::span<const std::int32_t> ids) {
  ArrayValue array;
  for (const auto id : ids) array.add(id);
  return load(idsOf(transaction_.run(kLockById, array.take())));
}

std::vector<ServiceRecord> ServiceWriter::load(const Value& ids) {
  std::vector<ServiceRecord> records;
  for (const auto row : transaction_.run(kSelectRecords, ids)) {
    ServiceRecord record;
    record.id = static_cast<std::int32_t>(row.integer("id"));
    record.uuid = row.uuid("uuid");
    record.path = row.text("path");
    record.fields = fieldsFromRow(row);
    record.state = stateFromRow(row);
    record.push_group = row.optionalText("push_group");
    record.archived_at = row.optionalTimestamp("archived_at");
    records.push_back(std::move(record));
  }
  return records;
}

void ServiceWriter::saveFields(std::span<const ServiceRecord* const> records) {
  if (records.empty()) return;
  ArrayValue ids, display_names, descriptions, types, teams, criticalities, namespaces, tags,
      unknown_after, down_after, owners, archived;
  for (const ServiceRecord* record : records) {
    const ServiceFields& fields = record->fields;
    ids.add(record->id);
    display_names.add(std::string_view(fields.display_name));
    descriptions.add(std::string_view(fields.description));
    types.add(std::string_view(fields.type));
    teams.add(std::string_view(fields.team));
    criticalities.add(std::string_view(fields.criticality));
    fields.name_space ? namespaces.add(std::string_view(*fields.name_space)) : namespaces.addNull();
    tags.add(std::string_view(textArray(fields.tags).text()));
    unknown_after.add(countOf(fields.unknown_after));
    down_after.add(countOf(fields.down_after));
    owners.add(std::string_view(ownersToJson(fields.owners)));
    archived.add(record->archived_at);
  }
  transaction_.runLater(kUpdateFields, ids.take(), display_names.take(), descriptions.take(),
                        types.take(), teams.take(), criticalities.take(), namespaces.take(),
                        tags.take(), unknown_after.take(), down_after.take(), owners.take(),
                        archived.take());
}

void ServiceWriter::saveStates(std::span<const ServiceRecord* const> records) {
  if (records.empty()) return;
  ArrayValue ids, statuses, since, messages, seen, observed, silence, revisions;
  for (const ServiceRecord* record : records) {
    const ServiceState& state = record->state;
    ids.add(record->id);
    statuses.add(static_cast<int>(state.status));
    since.add(state.status_since);
    messages.add(std::string_view(state.message));
    seen.add(state.last_seen_at);
    observed.add(state.last_observed_at);
    silence.add(state.silence_from);
    revisions.add(state.revision);
  }
  transaction_.runLater(kUpdateStates, ids.take(), statuses.take(), since.take(), messages.take(),
                        seen.take(), observed.take(), silence.take(), revisions.take());
}

void ServiceWriter::saveRevivals(std::span<const ServiceRecord* const> records,
                                 Timestamp revived_at) {
  if (records.empty()) return;
  ArrayValue ids;
  for (const ServiceRecord* record : records) ids.add(record->id);
  transaction_.runLater(kUpdateRevivals, ids.take(), revived_at);
}

void ServiceWriter::saveArchival(const ServiceRecord& record) {
  transaction_.runLater(kInsertArchival, record.id, record.archived_at);
}

void ServiceWriter::appendEvents(std::span<const StatusEvent> events, Timestamp recorded_at) {
  if (events.empty()) return;
  ArrayValue ids, statuses, previous, occurred, causes, messages;
  for (const StatusEvent& event : events) {
    ids.add(event.service_id);
    statuses.add(static_cast<int>(event.status));
    event.previous ? previous.add(static_cast<int>(*event.previous)) : previous.addNull();
    occurred.add(event.occurred_at);
    causes.add(std::string_view(event.cause));
    messages.add(std::string_view(event.message));
  }
  transaction_.runLater(kInsertEvents, ids.take(), statuses.take(), previous.take(),
                        occurred.take(), causes.take(), messages.take(), recorded_at);
}

}  // namespace itops::registry
