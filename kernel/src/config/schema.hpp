#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/plugin_fields.hpp"
#include "config/setting.hpp"

namespace itops::config {

/// Every setting that may be given: the kernel's and those of the plugins found. Constant once
/// built. [any]
class Schema {
 public:
  /// The plugins' tables must have passed checkPluginFields().
  explicit Schema(std::span<const PluginFields> plugins = {});

  /// In the order of the reference; settings of one section stand together.
  const std::vector<Setting>& settings() const { return settings_; }

  /// Null when there is no such setting.
  const Setting* find(std::string_view key) const;

  /// The setting of an environment variable; null when there is none. Doesn't know `_FILE`.
  const Setting* findVariable(std::string_view variable) const;

  /// True for the first parts of a known key, such as `server` of `server.port`.
  bool isSection(std::string_view key) const;

  /// True when a plugin of that id was found.
  bool hasPlugin(std::string_view id) const;

  /// The known key, or variable (also `_FILE`), that a mistyped one is near to; empty if none is.
  std::optional<std::string> nearestKey(std::string_view key) const;
  std::optional<std::string> nearestVariable(std::string_view variable) const;

  /// One sentence for each two settings that would share an environment variable.
  const std::vector<std::string>& clashes() const { return clashes_; }

 private:
  void index();
  void indexVariable(const std::string& variable, std::size_t position);

  std::vector<Setting> settings_;
  std::vector<std::string> plugin_ids_;
  std::map<std::string, std::size_t, std::less<>> by_key_;
  std::map<std::string, std::size_t, std::less<>> by_variable_;
  std::vector<std::string> clashes_;
};

}  // namespace itops::config
