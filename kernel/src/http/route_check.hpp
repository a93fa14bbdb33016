#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "itops/router.hpp"

namespace itops::http {

/// The parameter names of a route's path, in order. Throws Error(kInvalid, "route_invalid"), naming
/// owner, method and path, when the route can't be served or documented: a malformed path, schema
/// text that isn't JSON, both or no handler. [main]
std::vector<std::string> checkRoute(std::string_view owner, const Route& route);

/// Method and path with parameter names taken out, equal for routes that would collide. [main]
std::string operationKey(const Route& route);

}  // namespace itops::http
