#pragma once

#include <map>
#include <string>
#include <string_view>

#include "itops/config.hpp"
#include "itops/plugin.hpp"

namespace itops::test {

/// The settings of a plugin as its descriptor declares them: defaults, unless a test says
/// otherwise.
///
///     FakeConfig config(kInfo);
///     config.set("keep", "7d");
///
/// Like the kernel's, it knows only declared keys, each by its declared type: anything else throws
/// Error(kInternal, "setting_unknown") or Error(kInternal, "setting_type"). One thread at a time.
class FakeConfig final : public Config {
 public:
  /// Takes the defaults. Throws Error(kInternal, "setting_invalid") for one that its own type or
  /// range refuses. `info` outlives this object.
  explicit FakeConfig(const PluginInfo& info);

  /// Sets a value as an operator would write it. Throws Error(kInvalid, "setting_invalid") for a
  /// value that the kernel would refuse.
  void set(std::string_view key, std::string_view text);

  bool boolean(std::string_view key) const override;
  std::int64_t integer(std::string_view key) const override;
  double number(std::string_view key) const override;
  std::chrono::milliseconds duration(std::string_view key) const override;
  std::string text(std::string_view key) const override;
  Secret secret(std::string_view key) const override;

 private:
  const ConfigField& fieldOf(std::string_view key) const;
  const std::string& valueOf(std::string_view key, ConfigType type) const;

  const PluginInfo& info_;
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace itops::test
