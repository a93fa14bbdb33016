#pragma once

#include <string>

namespace itops::config {

/// Where a value came from.
struct Origin {
  enum class Kind { kDefault, kFile, kEnvironment, kGenerated };

  Kind kind = Kind::kDefault;
  std::string name = {};  ///< path of the file, name of the variable
  int line = 0;           ///< in the file, from 1

  /// `default`, `core.yaml:12`, `environment ITOPS_SERVER_PORT` or `generated`. [any]
  std::string describe() const;
};

}  // namespace itops::config
