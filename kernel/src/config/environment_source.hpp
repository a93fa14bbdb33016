#pragma once

#include <functional>
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

/// The address that `API_HOST` and `API_PORT` give, which the GitOps status API went by as a
/// program of its own. They count only where its plugin is the only one that is on, as others may
/// mean something else by such names; `ITOPS_SERVER_HOST` and `ITOPS_SERVER_PORT` win.
/// @param is_on whether the switch of a plugin, `plugins.<id>.enabled`, is on
std::vector<RawValue> readLoneAddress(const Environment& environment, const Schema& schema,
                                      const std::function<bool(const Setting&)>& is_on);

}  // namespace itops::config
