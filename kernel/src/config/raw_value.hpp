#pragma once

#include <string>
#include <vector>

#include "config/origin.hpp"

namespace itops::config {

/// The value of a known setting as a source gave it, not yet checked.
struct RawValue {
  std::string key;
  std::vector<std::string> texts;  ///< one unless the setting is a list
  Origin origin;
};

}  // namespace itops::config
