// fontconfig keeps 288 bytes about the system's fonts until the process ends, out of LeakSanitizer's
// sight. Read by the sanitizer's runtime; meaningless in other builds.
extern "C" const char* __lsan_default_suppressions();  // NOLINT(bugprone-reserved-identifier)

extern "C" const char* __lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier)
  return "leak:libfontconfig";
}
