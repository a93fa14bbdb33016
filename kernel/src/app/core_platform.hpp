#pragma once

#include "config/settings.hpp"
#include "itops/platform.hpp"

namespace itops::app {

/// The installation as the settings describe it.
class CorePlatform final : public Platform {
 public:
  /// @param settings outlive this object
  explicit CorePlatform(const config::Settings& settings) : settings_(settings) {}

  std::string timeZone() const override { return settings_.text("timezone"); }
  std::filesystem::path dataFolder() const override {
    return std::filesystem::absolute(settings_.text("data.dir"));
  }
  bool isDevelopment() const override { return !settings_.production(); }

 private:
  const config::Settings& settings_;
};

}  // namespace itops::app
