#pragma once

#include "itops/testing/clock.hpp"

namespace itops {

using ManualClock = test::FakeClock;

}  // namespace itops
