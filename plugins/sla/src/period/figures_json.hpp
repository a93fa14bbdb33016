#pragma once

#include <boost/json.hpp>

#include "period/figures.hpp"

namespace itops::sla {

/// Figures as the API shows them, for jsonText(). [any]
boost::json::object jsonOf(const Figures& figures);

/// The times of all classes, as members `upMs` and so on of an object. [any]
void addTimes(boost::json::object& object, const ClassTimes& times);

/// Minutes with four decimals, for jsonText(). [any]
double minutesOf(Duration duration);

/// JSON Schema of jsonOf(Figures).
const char* figuresSchema();

}  // namespace itops::sla
