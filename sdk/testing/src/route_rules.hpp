#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "itops/plugin.hpp"
#include "itops/router.hpp"

namespace itops::test {

/// Whether a null-terminated list, or none, has the entry. [any]
bool listContains(const char* const* list, std::string_view entry);

/// `GET`, `POST`, ... [any]
std::string_view methodName(Method method);

/// Method and path, for messages. [any]
std::string operationOf(const Route& route);

/// Method and path without the names of parameters: equal for routes that collide. [any]
std::string operationKey(const Route& route);

/// Throws the kernel's Error for a route that a plugin with these facts may not add. [any]
void checkRoute(const PluginInfo& info, const Route& route);

/// The parameters when the path fits the route's, empty otherwise. A parameter takes one segment
/// that isn't empty. [any]
std::optional<std::map<std::string, std::string, std::less<>>> matchPath(std::string_view pattern,
                                                                         std::string_view path);

}  // namespace itops::test
