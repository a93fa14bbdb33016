#pragma once

#include <boost/json.hpp>
#include <string>

namespace itops::templates {

/// A JSON value as YAML, which readYaml() reads back as the same. Texts are quoted where they would
/// be read as something else. [any]
std::string writeYaml(const boost::json::value& value);

}  // namespace itops::templates
