#pragma once

#include <cstdint>
#include <string>

#include "definition/definition.hpp"
#include "itops/uuid.hpp"

namespace itops::sla {

/// Which definition holds for a service or a group, and why.
struct Assignment {
  Subject subject = Subject::kService;
  std::int32_t subject_id = 0;
  std::string name = {};  ///< path of the service, name of the group
  Uuid definition_uuid = {};
  std::string definition = {};  ///< its name
  std::string tier = {};        ///< of the definition
  std::string origin = {};      ///< `tier`, `person` or `agent`
};

}  // namespace itops::sla
