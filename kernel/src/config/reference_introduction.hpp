#pragma once

#include <string>

namespace itops::config {

/// The part of the configuration reference above its tables: how settings are given and checked.
std::string referenceIntroduction();

}  // namespace itops::config
