#include "plugin/route_prefix.hpp"

#include <algorithm>
#include <vector>

#include "itops/error.hpp"
#include "plugin/grammar.hpp"

namespace itops::plugin {
namespace {

std::string join(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& entry : list) text += (text.empty() ? "" : ", ") + entry;
  return text.empty() ? "none" : text;
}

}  // namespace

void checkRoutePrefix(const PluginManifest& manifest, const std::string& operation,
                      const std::string& path) {
  const std::vector<std::string>& prefixes = manifest.path_prefixes;
  const bool inside = std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) {
    return isUnderPrefix(path, prefix);
  });
  if (inside) return;
  throw Error(ErrorKind::kInvalid, "route_outside_prefix",
              "Plugin " + manifest.id + " registers " + operation + " outside its path prefixes (" +
                  join(prefixes) +
                  "); add a prefix to path_prefixes of its PluginInfo or move the route.");
}

}  // namespace itops::plugin
