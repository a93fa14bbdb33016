#pragma once

#include <boost/json.hpp>
#include <string>

namespace itops::templates {

/// What an unquoted text of YAML stands for (core schema of YAML 1.2): null, true or false, a whole
/// number, a decimal one, else the text. Pure. [any]
boost::json::value plainScalar(const std::string& text);

/// True when the text, written without quotes, would be read as something else. [any]
inline bool needsQuotes(const std::string& text) {
  return !plainScalar(text).is_string();
}

}  // namespace itops::templates
