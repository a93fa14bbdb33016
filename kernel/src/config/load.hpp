#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/plugin_fields.hpp"
#include "config/settings.hpp"

namespace itops::config {

/// What a process ends with when its configuration is wrong (EX_CONFIG of sysexits.h).
inline constexpr int kConfigExitCode = 78;

using Environment = std::map<std::string, std::string, std::less<>>;

/// This process's variables that begin with `ITOPS_`, and the few others that are known. [main],
/// before threads change it.
Environment processEnvironment();

/// Where values come from, least important first: defaults, files in order, environment.
struct Sources {
  /// Files of `--config`; when there are none, `core.yaml` of the default folder, and in
  /// development `development.yaml` over it.
  std::vector<std::filesystem::path> files = {};
  /// Empty or without core.yaml: defaults and environment alone.
  std::filesystem::path default_directory = {};
  Environment environment = {};
};

/// The folder of the configuration that was installed with an executable:
/// `<its folder>/../share/itops/config`. It need not exist. [any]
std::filesystem::path defaultDirectory(const std::filesystem::path& executable);

/// Settings, or what stands in their way. Errors and warnings are one full line each, safe to
/// print, and never hold a secret.
struct LoadResult {
  std::optional<Settings> settings;  ///< empty exactly when there are errors
  std::vector<std::string> errors;
  std::vector<std::string> warnings;
};

/// Reads and checks everything and reports all problems together: those of a file as
/// `file:line: key: found ..., expected ...`, those of the environment under the variable's name.
/// @param plugins what the descriptors of the found plugins say; must have passed
/// checkPluginFields(). [any]
LoadResult loadSettings(const Sources& sources, const std::vector<PluginFields>& plugins);

/// One of the kernel's texts before the plugins are known, for `plugins.dir`. Falls back to the
/// default for a value that loadSettings() is going to refuse. Throws Error(kInternal) for a key
/// that is no single text of the kernel. [any]
std::string earlyText(const Sources& sources, std::string_view key);

}  // namespace itops::config
