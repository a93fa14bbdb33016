#pragma once

#include <set>
#include <string>
#include <vector>

namespace itops::plugin {

/// What the start order depends on: one plugin and its interface ids.
struct DependencyNode {
  std::string id;
  bool enabled = true;
  std::vector<std::string> needs = {};
  std::vector<std::string> uses = {};
  std::vector<std::string> offers = {};
};

/// A reason why plugins can't be started together.
struct DependencyProblem {
  std::string plugin_id;
  std::string message;

  bool operator==(const DependencyProblem&) const = default;
};

/// Either an order or problems.
struct DependencyOrder {
  std::vector<std::string> ids;  ///< enabled plugins, each after those whose interfaces it asks for
  std::vector<DependencyProblem> problems;  ///< not empty: `ids` is empty
};

/// Orders the enabled plugins by what they need and use; equal candidates start by name, so the
/// same input gives the same order on every machine. Reports every need that nobody offers or
/// that only a disabled plugin offers, every interface offered twice, and every cycle. A pure
/// function. [any]
///
/// @param kernel_offers interface ids that the kernel serves in this role
DependencyOrder orderByDependencies(const std::vector<DependencyNode>& plugins,
                                    const std::set<std::string>& kernel_offers);

/// The environment variable that switches a plugin: `ITOPS_PLUGINS_SLA_ENABLED`. [any]
std::string enabledVariable(const std::string& plugin_id);

}  // namespace itops::plugin
