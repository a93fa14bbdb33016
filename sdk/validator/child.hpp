#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "outcome.hpp"

namespace itops::validator {

/// Says what the check is about to do, so that the report can name it when the plugin takes the
/// child down with it. Only inside runInChild().
void note(const std::string& what);

/// Runs a check in a process of its own. An exception, a signal, an exit or no end within `limit`
/// is a failure of the check, never of this process. [main], without other threads.
Outcome runInChild(const std::function<Outcome()>& check, std::chrono::seconds limit);

}  // namespace itops::validator
