#pragma once

#include <boost/json.hpp>
#include <optional>
#include <vector>

#include "period/burn_rate.hpp"
#include "period/figures.hpp"

namespace itops::sla {

/// A budget as the API shows it, for jsonText(). [any]
///
/// @param measured_at end of the windows of the rates; empty before anything was counted
boost::json::object budgetJson(const Figures& month, const std::vector<BurnRate>& rates,
                               std::optional<Instant> measured_at);

/// JSON Schema of it.
const char* budgetSchema();

}  // namespace itops::sla
