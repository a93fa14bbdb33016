#pragma once

#include "itops/push.hpp"
#include "itops/router.hpp"

namespace itops::ingest {

/// What /openapi.json says of a push endpoint: its own fields and those that every push has.
RouteDoc pushDoc(const PushRoute& route);

}  // namespace itops::ingest
