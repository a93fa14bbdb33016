#pragma once

#include <string>
#include <string_view>

#include "http/route_table.hpp"

namespace itops::http {

/// The OpenAPI 3.1 document of all registered routes as JSON text, the same bytes for the same
/// routes. Tags are the owners; every operation also documents its problem answers. The table must
/// be frozen. [any]
std::string openApiDocument(const RouteTable& routes, std::string_view version);

}  // namespace itops::http
