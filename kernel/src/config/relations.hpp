#pragma once

#include "config/problems.hpp"
#include "config/settings.hpp"

namespace itops::config {

/// What production requires, and how settings must stand to each other. Each broken rule becomes an
/// error that names the settings, their values and where those come from. A rule is left out when
/// one of its settings was refused, as the default in its place is nobody's choice.
void checkRelations(const Settings& settings, Problems& problems);

}  // namespace itops::config
