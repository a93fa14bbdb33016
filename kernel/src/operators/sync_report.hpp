#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/observed_at.hpp"
#include "ingest/warning.hpp"
#include "itops/status.hpp"
#include "operators/declaration.hpp"

namespace itops::operators {

/// What an agent saw of one service.
struct ServiceReport {
  Declaration declared;
  std::optional<Status> status;  ///< empty: nothing was observed
  std::string message;
  std::optional<std::int64_t> replicas;
  std::optional<std::int64_t> ready_replicas;
  ingest::Warnings warnings;
};

/// An SLA group as an agent declares it.
struct GroupReport {
  std::string name;
  std::optional<std::string> display_name;
  std::optional<std::string> tier;
  std::optional<double> uptime_target;
  std::optional<double> response_minutes;
  std::optional<double> resolution_minutes;
};

/// A whole sync after normalisation.
struct SyncReport {
  std::string node_path;  ///< in stored form
  std::string operator_version;
  std::vector<ServiceReport> services;  ///< each path once
  std::vector<GroupReport> groups;      ///< each name once
  ingest::ObservedAt observed;
  Timestamp received_at;
  ingest::Warnings warnings;  ///< of the sync itself
};

/// Decodes the body of POST /api/v1/operator/status by the rules of docs/operator-api.md. Throws
/// Error(kInvalid) only for what is no JSON object. [any]
SyncReport decodeSync(std::string_view body, Timestamp received_at,
                      const ingest::TimeLimits& limits);

/// The node that a text names, in stored form: four segments, missing ones `unknown`.
std::string nodePathOf(std::string_view node_id, ingest::Warnings& warnings);

/// The body as a JSON object. Throws Error(kInvalid, "json_invalid") with line and column, or
/// Error(kInvalid, "json_not_object"). [any]
boost::json::object parseObject(std::string_view body);

}  // namespace itops::operators
