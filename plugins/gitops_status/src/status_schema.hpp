#pragma once

#include <string>
#include <vector>

#include "itops/router.hpp"

namespace itops::gitops {

/// JSON Schema of a server as lists show it.
std::string serverSchema();
std::string serverListSchema();

/// The query parameters of lists.
std::vector<QueryParameter> listQuery();
/// That of lists and of one server.
QueryParameter agesQuery();

}  // namespace itops::gitops
