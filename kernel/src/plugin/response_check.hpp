#pragma once

#include <string>

#include "itops/router.hpp"

namespace itops::plugin {

/// What HTTP doesn't allow in a plugin's answer; empty when it is fine. [any]
std::string answerFault(const Response& response);

}  // namespace itops::plugin
