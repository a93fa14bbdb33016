#pragma once

#include <string>

#include "ingest/warning.hpp"
#include "itops/router.hpp"

namespace itops::ingest {

/// False with `?create=false`: a service that nobody knows is then not made. [request]
bool mayCreate(const Request& request, Warnings& warnings);

/// Tells the client that the kernel repaired text of the body. [request]
void warnOfRepair(const Request& request, Warnings& warnings);

/// Throws Error(kForbidden, "node_forbidden") when the caller's key may not push there.
/// @param place path of a service or node; empty for what lies in many nodes. [request]
void requireWithinNode(const Request& request, const std::string& place);

}  // namespace itops::ingest
