// Memory that libraries don't give back: fontconfig keeps 288 bytes about the system's fonts until
// the process ends; TLS contexts of libldap leave blocks of 8 kB from GnuTLS behind, presumably one
// each. Read by the sanitizer's runtime; meaningless in other builds.
#include "itops/export.hpp"

// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" ITOPS_EXPORT const char* __lsan_default_suppressions();

extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\nleak:gnutls_priority_init\n";
}
// NOLINTEND(bugprone-reserved-identifier)
