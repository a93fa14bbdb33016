#pragma once

#include <string_view>

namespace itops::plugin {

/// `[a-z][a-z0-9_]*` of that many characters: plugin ids, keys of settings. [any]
bool isSnakeCase(std::string_view text, std::size_t length_min, std::size_t length_max);

/// An interface id, a dotted name with a revision: `itops.database/1`. [any]
bool isInterfaceId(std::string_view text);

/// A permission, at least two dotted words: `sla.read`. [any]
bool isPermission(std::string_view text);

/// A path prefix: begins with `/`, doesn't end with one unless it is `/` itself, and has neither
/// empty segments nor parameters, queries or blanks: `/api/v1/sla`. [any]
bool isPathPrefix(std::string_view text);

/// True when the path is the prefix or below it at a segment's border; `/` covers only itself, as
/// in the route table's gates. [any]
bool isUnderPrefix(std::string_view path, std::string_view prefix);

}  // namespace itops::plugin
