#pragma once

#include <string_view>

namespace itops {

/// True for a zone of the system's time zone database (package tzdata, /usr/share/zoneinfo), in
/// its exact spelling such as `Europe/Berlin`. `UTC` is known even where no database is installed.
/// The first other name reads the database's directory (milliseconds). [any]
bool isKnownTimeZone(std::string_view name);

}  // namespace itops
