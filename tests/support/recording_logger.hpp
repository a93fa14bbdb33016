#pragma once

#include "itops/testing/logger.hpp"

namespace itops::test {

using RecordingLogger = FakeLogger;

}  // namespace itops::test
