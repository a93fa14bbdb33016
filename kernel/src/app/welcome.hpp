#pragma once

#include <cstdint>
#include <ostream>

#include "config/settings.hpp"

namespace itops::app {

/// What a developer sees when the platform is ready: address, key and a curl line to paste. Never
/// in production, as it shows the key.
void printWelcome(std::ostream& out, const config::Settings& settings, std::uint16_t port);

}  // namespace itops::app
