#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "itops/plugin.hpp"

namespace itops::plugin {

/// Longest list in a PluginInfo; a longer one is taken for a list without its closing null pointer.
inline constexpr int kListEntriesMax = 256;

/// Everything that is wrong with the constant facts of a plugin: id, texts, interface ids, path
/// prefixes, permissions and the config table. `file_stem` is the library's name without `.so`,
/// which the id must equal. Empty when all is well. Runs no code of the plugin. [any]
std::vector<std::string> checkInfo(const PluginInfo& info, std::string_view file_stem);

}  // namespace itops::plugin
