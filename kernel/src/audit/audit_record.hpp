#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "itops/timestamp.hpp"

namespace itops::audit {

/// A row of the trail.
struct AuditRecord {
  std::int64_t id = 0;  ///< 0 until it is stored
  Timestamp occurred_at;
  std::string actor_kind;  ///< person, key or anonymous
  std::string actor;
  std::string client_address;
  std::string request_id;
  std::string action;
  std::string object_type;
  std::string object_id;
  std::string object_name;
  std::optional<std::string> before;  ///< a JSON object
  std::optional<std::string> after;
};

}  // namespace itops::audit
