#include "operators/declaration.hpp"

#include <algorithm>

#include "operators/object_reader.hpp"

namespace itops::operators {
namespace {

namespace json = boost::json;

constexpr std::string_view kCriticalities[] = {"critical", "high", "medium", "low"};
constexpr std::string_view kWorkloadTypes[] = {"deployment", "statefulset", "daemonset"};
constexpr std::size_t kDescriptionBytesMax = 4096;
constexpr std::size_t kLinksMax = 256;

template <class T>
void fill(std::optional<T>& member, std::optional<T> value) {
  if (!member) member = std::move(value);
}

/// Where a declaration says that the service is.
struct Place {
  std::optional<std::string> path = {};
  std::optional<std::string> node = {};
  std::optional<std::string> service = {};
};

void readBackup(const json::object* object, const std::string& place, BackupDeclaration& backup,
                ingest::Warnings& warnings) {
  if (object == nullptr) return;
  ObjectReader reader(*object, place, warnings);
  fill(backup.expected, reader.flag("expected"));
  const auto days = reader.number("maxAgeDays");
  if (days && *days <= 0) {
    reader.warn("field.ignored", "maxAgeDays", "Expected a number above 0; the value was ignored.");
  } else {
    fill(backup.max_age_days, days);
  }
  fill(backup.schedule, reader.text("schedule"));
  fill(backup.storage_size, reader.text("storageSize"));
  fill(backup.retention, reader.text("retention"));
  reader.warnUnused();
}

/// Objects with a path or a name; others are told.
json::array readLinks(ObjectReader& parent, std::string_view name, ingest::Warnings& warnings) {
  json::array links;
  const auto* list = parent.array(name);
  if (list == nullptr) return links;
  for (const json::value& item : *list) {
    if (links.size() == kLinksMax) break;
    json::object link;
    if (item.is_object()) {
      ObjectReader reader(item.get_object(), parent.placeOf(name) + "[].", warnings);
      if (auto path = reader.text("path", ingest::kPathBytesMax)) link["path"] = *path;
      if (auto text = reader.text("name")) link["name"] = *text;
      if (auto text = reader.text("displayName")) link["displayName"] = *text;
      if (auto critical = reader.flag("critical")) link["critical"] = *critical;
      reader.warnUnused();
    }
    if (link.contains("path") || link.contains("name")) {
      links.push_back(std::move(link));
    } else {
      parent.warn("field.ignored", name, "Expected objects with a path or a name.");
    }
  }
  return links;
}

void readFlat(ObjectReader& reader, Place& place, Declaration& declaration,
              ingest::Warnings& warnings) {
  place.path = reader.text("path", ingest::kPathBytesMax);
  declaration.display_name = reader.text("displayName");
  declaration.description = reader.text("description", kDescriptionBytesMax);
  declaration.type = reader.text("type");
  declaration.team = reader.text("team");
  declaration.tags = reader.texts("tags");
  declaration.sla_group = reader.text("slaGroup");
  declaration.criticality =
      reader.word("criticality", kCriticalities, "medium", "criticality.unknown");
  declaration.name_space = reader.text("namespace");
  readBackup(reader.object("backup"), reader.placeOf("backup."), declaration.backup, warnings);
  if (const auto* workload = reader.object("workload")) {
    ObjectReader inner(*workload, reader.placeOf("workload."), warnings);
    declaration.workload_type =
        inner.word("type", kWorkloadTypes, "deployment", "workload.unknown");
    declaration.workload_name = inner.text("name");
    inner.warnUnused();
  }
  if (const auto* dependencies = reader.object("dependencies")) {
    ObjectReader inner(*dependencies, reader.placeOf("dependencies."), warnings);
    declaration.requires_ = readLinks(inner, "requires", warnings);
    declaration.used_by = readLinks(inner, "usedBy", warnings);
    inner.warnUnused();
  }
}

void readHierarchy(ObjectReader& reader, Place& place, ingest::Warnings& warnings) {
  const auto* hierarchy = reader.object("hierarchy");
  if (hierarchy == nullptr) {
    if (const auto* placement = reader.object("placement")) {
      place.node =
          ObjectReader(*placement, "placement.", warnings).text("node", ingest::kPathBytesMax);
    }
    return;
  }
  ObjectReader inner(*hierarchy, reader.placeOf("hierarchy."), warnings);
  std::string node;
  for (const auto* level : {"organization", "platform", "environment", "cluster"}) {
    const auto segment = inner.text(level);
    if (!segment) {
      inner.warn("path.padded", level, "It is missing; stored as unknown.");
    }
    node += (node.empty() ? "" : "/") + segment.value_or("unknown");
  }
  place.node = node;
  place.service = inner.text("service");
  inner.warnUnused();
}

void readMetadata(ObjectReader& reader, Declaration& declaration, ingest::Warnings& warnings) {
  const auto* metadata = reader.object("metadata");
  if (metadata == nullptr) return;
  ObjectReader inner(*metadata, reader.placeOf("metadata."), warnings);
  fill(declaration.type, inner.text("serviceType"));
  fill(declaration.storage.allocated_bytes, inner.integer("allocatedStorage"));
  fill(declaration.storage.used_bytes, inner.integer("usedStorage"));
  fill(declaration.storage.free_percent, inner.number("freePercent"));
  fill(declaration.version, inner.text("version"));
  for (auto& link : readLinks(inner, "usedBy", warnings)) declaration.used_by.push_back(link);
  inner.warnUnused();
}

void readService(ObjectReader& reader, Place& place, Declaration& declaration,
                 ingest::Warnings& warnings) {
  const auto* service = reader.object("service");
  if (service == nullptr) return;
  ObjectReader inner(*service, reader.placeOf("service."), warnings);
  if (auto name = inner.text("name")) place.service = std::move(name);
  fill(declaration.criticality,
       inner.word("criticality", kCriticalities, "medium", "criticality.unknown"));
  fill(declaration.sla_group, inner.text("slaGroup"));
  fill(declaration.workload_type,
       inner.word("workloadType", kWorkloadTypes, "deployment", "workload.unknown"));
  fill(declaration.workload_name, inner.text("workloadName"));
  fill(declaration.type, inner.text("type"));
  fill(declaration.tags, inner.texts("tags"));
  readMetadata(inner, declaration, warnings);
  inner.warnUnused();
}

void readOperations(ObjectReader& reader, Declaration& declaration, ingest::Warnings& warnings) {
  const auto* operations = reader.object("operations");
  if (operations == nullptr) return;
  ObjectReader inner(*operations, reader.placeOf("operations."), warnings);
  readBackup(inner.object("backup"), inner.placeOf("backup."), declaration.backup, warnings);
  inner.warnUnused();
}

void locate(const Place& place, std::string_view node_id, Declaration& declaration,
            ingest::Warnings& warnings) {
  ingest::PathInput input;
  if (place.path) input.path = *place.path;
  if (place.service) input.service = *place.service;
  if (place.node) {
    input.node_id = *place.node;
  } else if (!node_id.empty() && !place.path) {
    input.node_id = node_id;
  }
  declaration.path = ingest::normalizePath(input, warnings);
  declaration.path_text = declaration.path.text();
}

Declaration read(ObjectReader& reader, Place place, std::string_view node_id,
                 ingest::Warnings& warnings) {
  Declaration declaration;
  readFlat(reader, place, declaration, warnings);
  readHierarchy(reader, place, warnings);
  readService(reader, place, declaration, warnings);
  readMetadata(reader, declaration, warnings);
  readOperations(reader, declaration, warnings);
  locate(place, node_id, declaration, warnings);
  return declaration;
}

}  // namespace

Declaration readDeclaration(const json::object& document, std::string_view node_id,
                            const std::string& place, ingest::Warnings& warnings) {
  ObjectReader reader(document, place, warnings);
  for (const auto* known : {"nodeId", "health", "relations"}) reader.skip(known);
  // The older form's version is of the form; what runs is told by metadata.version.
  reader.skip("version");
  Declaration declaration = read(reader, {}, node_id, warnings);
  reader.warnUnused();
  return declaration;
}

Declaration readSyncEntry(const json::object& entry, std::string_view node_id,
                          const std::string& place, ingest::Warnings& warnings) {
  ObjectReader reader(entry, place, warnings);
  for (const auto* own : {"status", "message", "replicas", "readyReplicas"}) reader.skip(own);
  Place named{.service = reader.text("name", ingest::kPathBytesMax)};
  auto workload_type =
      reader.word("workloadType", kWorkloadTypes, "deployment", "workload.unknown");
  auto workload_name = reader.text("workloadName");
  Declaration declaration = read(reader, std::move(named), node_id, warnings);
  fill(declaration.workload_type, std::move(workload_type));
  fill(declaration.workload_name, std::move(workload_name));
  reader.warnUnused();
  return declaration;
}

}  // namespace itops::operators
