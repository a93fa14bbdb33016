#pragma once

#include <string>

#include "plugin/plugin_manifest.hpp"

namespace itops::plugin {

/// Throws Error(kInvalid, "route_outside_prefix") when a route of the plugin lies outside the
/// prefixes of its descriptor. @param operation method and path, for the message
void checkRoutePrefix(const PluginManifest& manifest, const std::string& operation,
                      const std::string& path);

}  // namespace itops::plugin
