#pragma once

#include <string>

namespace itops::plugin {

/// One reason why a plugin can't be used, found before any code of it has run.
struct DescriptorProblem {
  std::string file;       ///< base name of the library, or the folder when that is at fault
  std::string plugin_id;  ///< empty while the id could not be read
  std::string message;    ///< full sentences: the thing, the value, the limit, the remedy

  bool operator==(const DescriptorProblem&) const = default;
};

/// `file (plugin id): message`, as printed to the operator. [any]
inline std::string toString(const DescriptorProblem& problem) {
  const std::string plugin = problem.plugin_id.empty() ? "" : " (plugin " + problem.plugin_id + ")";
  return problem.file + plugin + ": " + problem.message;
}

}  // namespace itops::plugin
