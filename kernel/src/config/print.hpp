#pragma once

#include <string>

#include "config/settings.hpp"

namespace itops::config {

/// The settings in effect as YAML for `--print-config`, each with its origin as a comment. Secrets
/// that are set show as `********`. Apart from those it loads again to the same values. [any]
std::string printConfig(const Settings& settings);

}  // namespace itops::config
