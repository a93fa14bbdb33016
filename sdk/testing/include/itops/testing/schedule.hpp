#pragma once

#include "itops/scheduler.hpp"

namespace itops::test {

/// The first due instant of a schedule after `instant`, its time zone taken for UTC;
/// Timestamp::max() when there is none within five years (`0 0 30 2 *`). Throws Error(kInvalid,
/// "schedule_invalid") for a text that is no schedule of its kind. [any]
Timestamp nextDue(const Schedule& schedule, Timestamp instant);

}  // namespace itops::test
