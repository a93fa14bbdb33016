#include "config/origin.hpp"

#include "logging/escape.hpp"

namespace itops::config {

std::string Origin::describe() const {
  std::string place;
  appendEscaped(place, name);
  switch (kind) {
    case Kind::kFile:
      return place + ":" + std::to_string(line);
    case Kind::kEnvironment:
      return "environment " + place;
    case Kind::kGenerated:
      return "generated";
    case Kind::kDefault:
      break;
  }
  return "default";
}

}  // namespace itops::config
