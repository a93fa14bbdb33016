#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "itops/plugin.hpp"
#include "plugin/descriptor_problem.hpp"
#include "plugin/plugin_manifest.hpp"

namespace itops::plugin {

/// A plugin library whose descriptor passed every check. The file stays mapped until the process
/// ends, also when this object goes: code of a plugin can be referred to from anywhere
/// (ADR 0002).
struct Library {
  std::filesystem::path file;
  PluginManifest manifest;
  Plugin* (*create)();
};

/// One file read: the library, or why it is none.
struct LibraryResult {
  std::optional<Library> library;
  std::vector<DescriptorProblem> problems;  ///< empty exactly when there is a library
};

/// Maps the file, its symbols visible to nobody else, and checks its descriptor. Only the
/// library's static initialisers run. Never throws for what is wrong with the file. [main]
LibraryResult loadLibrary(const std::filesystem::path& file);

}  // namespace itops::plugin
