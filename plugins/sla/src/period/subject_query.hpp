#pragma once

#include <string>

#include "definition/definition.hpp"
#include "itops/query.hpp"

namespace itops::sla {

/// The service or group that a query asks for.
struct SubjectName {
  Subject kind = Subject::kService;
  std::string name;  ///< path of a service, name of a group
};

/// Reads `path` or `group`; notes a problem when there is neither, or both. [request]
SubjectName subjectNameFrom(QueryReader& reader);

}  // namespace itops::sla
