#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/problems.hpp"

namespace itops::config {

/// Limits of a configuration file. A file of settings is far below them.
inline constexpr std::size_t kFileBytesMax = 1'048'576;
inline constexpr std::size_t kYamlDepthMax = 16;
inline constexpr std::size_t kYamlNodesMax = 10'000;

/// One node of a YAML file. A tree: anchors and aliases are refused.
struct YamlNode {
  enum class Kind { kNull, kText, kList, kMap };

  Kind kind = Kind::kNull;
  std::string key = {};   ///< name in the map around it; empty in lists and at the root
  std::string text = {};  ///< of kText
  int line = 0;           ///< where the value, or in a map its key, begins; from 1
  std::vector<YamlNode> children = {};
};

/// Reads a file of one YAML document; an empty file is kNull. Empty, with an error in `problems`
/// that names file and line, when it can't be read, is no YAML or breaks a limit.
std::optional<YamlNode> readYamlTree(const std::filesystem::path& file, Problems& problems);

}  // namespace itops::config
