#pragma once

#include <string>
#include <string_view>

#include "config/schema.hpp"

namespace itops::config {

/// A name as a message may repeat it. One with other signs than names have is described instead:
/// a slip such as `{password:abc}` makes a key out of a secret. [any]
std::string printableName(std::string_view name);

/// The warning for a key of a file that is no setting's, with the nearest known one. [any]
std::string unknownKey(const Schema& schema, std::string_view key);

/// The warning for a variable that is no setting's; empty when there is nothing to tell. [any]
std::string unknownVariable(const Schema& schema, std::string_view name, std::string_view value);

}  // namespace itops::config
