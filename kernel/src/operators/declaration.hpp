#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/service_path.hpp"
#include "ingest/warning.hpp"

namespace itops::operators {

/// What Git says of a service's backups; an empty member: nothing.
struct BackupDeclaration {
  std::optional<bool> expected;
  std::optional<double> max_age_days;
  std::optional<std::string> schedule;
  std::optional<std::string> storage_size;
  std::optional<std::string> retention;

  bool operator==(const BackupDeclaration&) const = default;
};

/// What Git says of a service's storage.
struct StorageDeclaration {
  std::optional<std::int64_t> allocated_bytes;
  std::optional<std::int64_t> used_bytes;
  std::optional<double> free_percent;

  bool operator==(const StorageDeclaration&) const = default;
};

/// A service as its ConfigMap declares it. An empty member: Git says nothing of it.
struct Declaration {
  ingest::ServicePath path;
  std::string path_text;  ///< path.text()
  std::optional<std::string> display_name;
  std::optional<std::string> description;
  std::optional<std::string> type;
  std::optional<std::string> team;
  std::optional<std::string> criticality;
  std::optional<std::string> name_space;
  std::optional<std::string> sla_group;
  std::optional<std::vector<std::string>> tags;
  std::optional<std::string> workload_type;  ///< lower case
  std::optional<std::string> workload_name;
  std::optional<std::string> version;
  BackupDeclaration backup;
  StorageDeclaration storage;
  boost::json::array requires_;  ///< `{path, critical}`
  boost::json::array used_by;    ///< `{path}` or `{name, displayName}`
};

/// Reads either form of it-ops.yaml, as JSON: the flat one (`path: ...`) and the older one with
/// `hierarchy`, `service`, `metadata` and `operations`; members of both may stand side by side, the
/// flat ones win. Nothing is refused: what is missing is padded as in pushes.
/// @param node_id of the agent, for a service that names no node; may be empty
/// @param place what stands before field names in warnings
Declaration readDeclaration(const boost::json::object& document, std::string_view node_id,
                            const std::string& place, ingest::Warnings& warnings);

/// The same for an entry of a sync, which has members of its own beside those: they are skipped.
Declaration readSyncEntry(const boost::json::object& entry, std::string_view node_id,
                          const std::string& place, ingest::Warnings& warnings);

}  // namespace itops::operators
