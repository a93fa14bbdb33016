#pragma once

#include <optional>
#include <string>

#include "figures.hpp"
#include "itops/push.hpp"

namespace itops::storage {

/// What one push says of a mount.
struct StorageReport final : PushReport {
  std::optional<Figures> figures;  ///< empty: none that can be used
  std::string mount_path;          ///< without a slash at its end; empty when none is named
  std::optional<std::string> storage_type;
};

/// Reads a push and warns of what was clamped or is missing. [any]
StorageReport readReport(PushFields& fields);

}  // namespace itops::storage
