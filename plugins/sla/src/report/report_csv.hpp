#pragma once

#include <string>

#include "report/report.hpp"

namespace itops::sla {

/// The report as CSV with a line of titles, a line per group and a line per service. A figure that
/// there is none of is empty. [any]
std::string reportCsv(const Report& report);

}  // namespace itops::sla
