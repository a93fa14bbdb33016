// fontconfig keeps 288 bytes about the system's fonts until the process ends, out of
// LeakSanitizer's sight. Read by the sanitizer's runtime; meaningless in other builds.
#include "itops/export.hpp"

// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" ITOPS_EXPORT const char* __lsan_default_suppressions();

extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig";
}
// NOLINTEND(bugprone-reserved-identifier)
