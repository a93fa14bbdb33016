#pragma once

#include "itops/database.hpp"
#include "itops/timestamp.hpp"

namespace itops::ingest {

/// Lets what a clock that was ahead stored begin now, for otherwise a service could be silent, or
/// the platform away, unnoticed until that time has come. To be called at the start and when the
/// clock was set back. [any]
void leaveFuture(Database& database, Timestamp now);

}  // namespace itops::ingest
