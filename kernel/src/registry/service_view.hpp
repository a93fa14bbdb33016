#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/service_record.hpp"

namespace itops::registry {

/// A service as the API shows it, thresholds still as stored.
struct ServiceView {
  Uuid uuid;
  std::string path;
  std::string node_path;
  std::string name;
  std::string source;
  ServiceFields fields;
  ServiceState state;
  std::vector<std::string> sla_groups;
  Timestamp created_at;
  std::optional<Timestamp> archived_at;
};

/// A change of status as the API shows it.
struct StatusEventView {
  Status status = Status::kUnknown;
  std::optional<Status> previous;
  Timestamp occurred_at;
  std::string cause;
  std::string message;
};

/// Services of one node in one status.
struct NodeCount {
  std::string node_path;
  std::optional<Status> status;  ///< empty for a node without services
  std::int64_t services = 0;
};

}  // namespace itops::registry
