#pragma once

#include <span>
#include <string>

#include "report/report.hpp"

namespace itops::sla {

/// The report as one JSON object. [any]
std::string reportJson(const Report& report);

/// The same object with the member `differences`: what the figures of its day are by now, where
/// they are no longer those that were published. [any]
///
/// @param published what reportJson() made
std::string withDifferences(std::string published, std::span<const ReportDifference> differences);

}  // namespace itops::sla
