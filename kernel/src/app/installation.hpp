#pragma once

#include <filesystem>
#include <string>

namespace itops::app {

/// Where this installation keeps its parts, relative to the executable.
struct Installation {
  std::filesystem::path executable;
  std::filesystem::path config;      ///< share/itops/config
  std::filesystem::path migrations;  ///< share/itops/migrations
  std::filesystem::path plugins;     ///< lib/itops/plugins

  /// The one that the running program belongs to. Throws Error(kInternal) when /proc can't tell.
  static Installation ofThisProcess();
};

/// Version of the platform, such as `0.1.0`.
std::string version();

}  // namespace itops::app
