#pragma once

#include <filesystem>
#include <string>

#include "itops/platform.hpp"

namespace itops::test {

/// An installation as a test wants it: set the members before the plugin starts.
class FakePlatform final : public Platform {
 public:
  std::string time_zone = "UTC";
  std::filesystem::path data_folder = {};  ///< none
  bool development = true;

  std::string timeZone() const override { return time_zone; }
  std::filesystem::path dataFolder() const override { return data_folder; }
  bool isDevelopment() const override { return development; }
};

}  // namespace itops::test
