#pragma once

#include "ingest/warning.hpp"
#include "itops/router.hpp"

namespace itops::ingest {

/// False with `?create=false`: a service that nobody knows is then not made. [request]
bool mayCreate(const Request& request, Warnings& warnings);

}  // namespace itops::ingest
