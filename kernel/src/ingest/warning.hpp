#pragma once

#include <vector>

#include "itops/push.hpp"

namespace itops::ingest {

/// One normalisation of a push, told to the client that it may mend its script; the table of codes
/// is in docs/push.md.
using Warning = PushWarning;
using Warnings = std::vector<Warning>;

}  // namespace itops::ingest
