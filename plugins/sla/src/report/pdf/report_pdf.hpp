#pragma once

#include <string>

#include "report/report.hpp"

namespace itops::sla {

/// The report as a PDF of A4 pages. Equal reports give equal bytes, on a machine with the same
/// fonts. Throws Error(kInternal, "fonts_missing") where no font is installed. [any]
std::string reportPdf(const Report& report);

}  // namespace itops::sla
