#pragma once

#include "arithmetic/instant.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// Takes late observations out of their waiting room, packs them into their blocks and notes what
/// is to be counted again. Those of windows that were not handled yet stay: the windows will read
/// them there. False when there was nothing to take; call it again until then, a call takes at most
/// 20,000. The caller holds the aggregation's lock.
/// @param handled_until end of the last window handled
bool takeLateSnapshots(Transaction& transaction, Instant handled_until);

}  // namespace itops::sla
