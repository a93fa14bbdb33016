#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "itops/export.hpp"

namespace itops {

/// The installation that a plugin runs in: settings of the kernel's that features share. Constant
/// for the life of the process. `need<Platform>()` succeeds in the core role; kernel-owned. Never
/// throws.
class ITOPS_EXPORT Platform {
 public:
  static constexpr std::string_view kInterfaceId = "itops.platform/1";

  /// IANA name of the time zone of periods and daily jobs, `ITOPS_TIMEZONE`. [any]
  virtual std::string timeZone() const = 0;

  /// Where core keeps files of its own, `ITOPS_DATA_DIR`, absolute. A plugin writes into a folder
  /// of its own below it, which it makes itself. [any]
  virtual std::filesystem::path dataFolder() const = 0;

  /// True in development mode, where defaults suit a single machine and a single person. [any]
  virtual bool isDevelopment() const = 0;

 protected:
  ~Platform() = default;
};

}  // namespace itops
