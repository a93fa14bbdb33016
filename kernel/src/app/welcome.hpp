#pragma once

#include <cstdint>
#include <ostream>

#include "config/settings.hpp"

namespace itops::app {

/// What a developer sees when the platform is ready: address, key and a curl line to paste. Never
/// in production, as it shows the key.
/// @param admin_password of the administrator who was just made; empty when none was
void printWelcome(std::ostream& out, const config::Settings& settings, std::uint16_t port,
                  const Secret& admin_password);

}  // namespace itops::app
