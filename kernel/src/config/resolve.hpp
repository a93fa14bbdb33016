#pragma once

#include <vector>

#include "config/load.hpp"
#include "config/problems.hpp"
#include "config/schema.hpp"
#include "config/settings.hpp"

namespace itops::config {

/// Every setting with the value of its most important source. Values that are refused become
/// errors and leave the default in their place, so that all of them can be told together. What
/// production requires and how settings relate is not checked here.
std::vector<Entry> resolve(const Sources& sources, const Schema& schema, Problems& problems);

}  // namespace itops::config
