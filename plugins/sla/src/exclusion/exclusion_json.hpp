#pragma once

#include <boost/json.hpp>

#include "exclusion/correction.hpp"
#include "exclusion/exclusion_window.hpp"

namespace itops::sla {

/// A window as the API and the audit trail show it at an instant: one whose planned end has passed
/// has ended. [any]
boost::json::object exclusionJson(const ExclusionWindow& window, Timestamp now);

/// A correction as the API shows it. [any]
boost::json::object correctionJson(const Correction& correction);

}  // namespace itops::sla
