#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "plugin/descriptor_problem.hpp"
#include "plugin/library.hpp"

namespace itops::plugin {

/// Whether a plugin is on, and who said so: `default`, `file` or `environment`.
struct PluginSwitch {
  bool enabled = true;
  std::string origin = "default";
};

/// Answers for a plugin id (or the file stem of a library that could not be read) and its default.
using PluginSwitches = std::function<PluginSwitch(const std::string& id, bool enabled_by_default)>;

/// What a check found.
struct PluginCheck {
  std::vector<DescriptorProblem> problems;  ///< any of them must stop the start
  std::vector<DescriptorProblem> notices;   ///< broken libraries that are switched off anyway
};

/// A sound library with its switch.
struct CatalogEntry {
  Library library;
  PluginSwitch plugin_switch;
};

/// The plugins found on disk: reads descriptors, applies switches, finds the start order. Runs no
/// code of a plugin but its static initialisers. [main]
class PluginCatalog {
 public:
  /// Reads all `*.so` files of a folder, by name. A folder that can't be read is a problem.
  void load(const std::filesystem::path& folder);

  /// Applies the switches and reports all problems of all files and of the start order together.
  /// Call it once, after the last load().
  PluginCheck check(const PluginSwitches& switches, const std::set<std::string>& kernel_offers);

  /// By id. Of two files with the same id only the first found is here, the other a problem.
  const std::vector<CatalogEntry>& entries() const { return entries_; }

  /// Ids of the enabled plugins in the order of their start; empty when the check found problems.
  const std::vector<std::string>& startOrder() const { return start_order_; }

 private:
  struct BrokenFile {
    std::string stem;  ///< the file's name without `.so`
    std::vector<DescriptorProblem> problems;
  };

  void loadFile(const std::filesystem::path& file);
  void add(Library library);
  void reportBroken(const PluginSwitches& switches, PluginCheck& result) const;
  void reportOrder(const std::set<std::string>& kernel_offers, PluginCheck& result);
  const CatalogEntry* find(const std::string& id) const;

  std::vector<CatalogEntry> entries_;
  std::vector<BrokenFile> broken_;
  std::vector<DescriptorProblem> folder_problems_;
  std::vector<std::string> start_order_;
};

}  // namespace itops::plugin
