#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "itops/config.hpp"

namespace itops::config {

/// A rule beyond type and range. Returns what was expected ("a time zone such as Europe/Berlin")
/// when the text breaks it, empty when it is fine. Must not throw.
using TextCheck = std::optional<std::string> (*)(std::string_view text);

/// The definition of one setting: constant data from which loading, `--print-config` and the
/// configuration reference are made.
struct Setting {
  std::string key;                      ///< dotted, such as `server.port`
  ConfigType type = ConfigType::kText;  ///< of each item when it is a list
  std::string default_value = {};       ///< as an operator would write it; "" for none
  std::optional<std::string> production_default = {};  ///< when production differs
  std::string help = {};                               ///< one sentence, Markdown
  std::string unit = {};                               ///< of an integer, such as `bytes`
  double minimum = 0;  ///< of a number, of a duration in seconds, of a text in characters;
  double maximum = 0;  ///< both used when maximum > minimum
  std::vector<std::string> allowed = {};  ///< the only texts; empty: any
  std::size_t items_max = 0;              ///< 0: one value; else a list of at most so many
  bool required_in_production = false;    ///< has no default there and must be given
  std::string required_unless = {};       ///< key whose presence makes this one optional
  TextCheck check = nullptr;

  bool isList() const { return items_max > 0; }
  bool isSecret() const { return type == ConfigType::kSecret; }
  /// True for secrets too.
  bool isText() const { return type == ConfigType::kText || isSecret(); }
  bool hasRange() const { return maximum > minimum; }
  const std::string& defaultIn(bool production) const {
    return production && production_default ? *production_default : default_value;
  }
};

/// The environment variable of a key: `server.port` -> `ITOPS_SERVER_PORT`. [any]
std::string variableName(std::string_view key);

/// Address and port of the GitOps status API as a program of its own; see readLoneAddress().
inline constexpr std::string_view kAddressVariable = "API_HOST";
inline constexpr std::string_view kPortVariable = "API_PORT";

/// True for the variables without our prefix that are read all the same. [any]
bool isForeignVariable(std::string_view variable);

}  // namespace itops::config
