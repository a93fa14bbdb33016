#pragma once

#include <string>

#include "config/setting.hpp"

namespace itops::config {

/// What a value of this setting looks like: "a whole number of bytes from 1024 to 67108864". [any]
std::string expectation(const Setting& setting);

/// The limits alone, for the reference: "`json`, `text`", "1 to 65535 bytes"; empty for none. [any]
std::string limitsText(const Setting& setting);

}  // namespace itops::config
