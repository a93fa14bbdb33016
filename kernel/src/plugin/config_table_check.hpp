#pragma once

#include <string>
#include <vector>

#include "itops/config.hpp"

namespace itops::plugin {

/// Everything that is wrong with a plugin's table of settings: key names, repeated keys, missing
/// help, defaults that don't read as their type or are out of their range. `fields` ends with an
/// entry whose key is null; null is an empty table. [any]
std::vector<std::string> checkConfigTable(const ConfigField* fields);

}  // namespace itops::plugin
