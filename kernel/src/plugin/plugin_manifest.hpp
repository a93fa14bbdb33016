#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "itops/config.hpp"
#include "itops/plugin.hpp"

namespace itops::plugin {

/// What a plugin says of itself, checked and copied out of its descriptor: a manifest that exists
/// is well-formed. A value; the texts inside `config` live in the library, which stays mapped.
struct PluginManifest {
  std::string id;
  std::string name;
  std::string version;
  std::string description;
  bool enabled_by_default = false;
  std::vector<std::string> needs;
  std::vector<std::string> uses;
  std::vector<std::string> offers;
  std::vector<std::string> path_prefixes;
  std::vector<std::string> permissions;
  std::vector<ConfigField> config;
  std::uint32_t sdk_version_major = 0;
  std::uint32_t sdk_version_minor = 0;
  std::filesystem::path file = {};  ///< the library that it was read from
};

/// Copies a descriptor that `checkDescriptor` and `checkInfo` found free of problems. [any]
PluginManifest readManifest(const PluginDescriptor& descriptor);

}  // namespace itops::plugin
