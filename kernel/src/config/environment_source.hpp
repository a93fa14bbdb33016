#pragma once

#include <vector>

#include "config/load.hpp"
#include "config/problems.hpp"
#include "config/raw_value.hpp"
#include "config/schema.hpp"

namespace itops::config {

/// The values that variables give to known settings. A variable without text counts as not given.
/// A secret may come from the file that `<VARIABLE>_FILE` names, without its last line end; a file
/// that can't be read, and both variables at once, are errors. Unknown variables become warnings.
std::vector<RawValue> readEnvironment(const Environment& environment, const Schema& schema,
                                      Problems& problems);

}  // namespace itops::config
