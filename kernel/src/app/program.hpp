#pragma once

#include <string>
#include <vector>

namespace itops::app {

/// The program behind main(): reads arguments and configuration, does what was asked and returns
/// the exit code: 0, 1 when something failed, 64 for wrong arguments, 78 for a wrong configuration.
/// SIGTERM and SIGINT must be blocked. Throws Error when the start fails. [main]
int run(const std::vector<std::string>& arguments);

}  // namespace itops::app
