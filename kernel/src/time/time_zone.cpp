#include "time/time_zone.hpp"

#include <date/tz.h>

#include <stdexcept>

namespace itops {

bool isKnownTimeZone(std::string_view name) {
  if (name == "UTC") return true;
  try {
    date::locate_zone(name);
    return true;
  } catch (const std::runtime_error&) {
    return false;
  }
}

}  // namespace itops
