// Whatever text a report has, its drawing gives a PDF.

#include "finding.hpp"
#include "report/pdf/canvas.hpp"

// GLib and fontconfig keep what they made for a script, which looks like a leak to a fuzzer; what
// the canvas itself gives back is tested with the reports.
// NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\nleak:libglib\n";
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace itops::sla::pdf;
  const std::string text(reinterpret_cast<const char*>(data), size);
  Canvas canvas({text, text, text, {}});
  canvas.text(text, TextStyle{}, {50, 50}, 200);
  canvas.bookmark(text, {50, 50});
  canvas.endPage();
  itops::fuzz::require(canvas.finish().starts_with("%PDF-"), "no PDF");
  return 0;
}
