#pragma once

#include <cstdlib>
#include <filesystem>

namespace itops::test {

/// The staged product that tests run: that of `ITOPS_STAGE_DIR`, else what this build would stage.
/// So sanitized tests drive what users install.
inline std::filesystem::path stageFolder() {
  const char* const folder = std::getenv("ITOPS_STAGE_DIR");
  return folder != nullptr ? folder : ITOPS_OWN_STAGE_DIR;
}

/// The build folder that it comes from, by `ITOPS_PRODUCT_DIR`: plugins of the tests' own that such
/// a core loads are built there.
inline std::filesystem::path productFolder() {
  const char* const folder = std::getenv("ITOPS_PRODUCT_DIR");
  return folder != nullptr ? folder : ITOPS_OWN_BUILD_DIR;
}

}  // namespace itops::test
