#include "plugin/dependency_order.hpp"

#include <algorithm>
#include <cctype>
#include <map>

namespace itops::plugin {

namespace {

/// From each enabled plugin to the enabled plugins that must be started before it.
using Graph = std::map<std::string, std::set<std::string>>;

/// One ordering: problems are collected on the way.
class Ordering {
 public:
  Ordering(const std::vector<DependencyNode>& plugins, const std::set<std::string>& kernel_offers)
      : plugins_(plugins), kernel_offers_(kernel_offers) {
    for (const DependencyNode& plugin : plugins_) {
      for (const std::string& id : plugin.offers) offerers_[id].push_back(&plugin);
    }
  }

  DependencyOrder run() {
    checkOffers();
    Graph graph;
    for (const DependencyNode& plugin : plugins_) {
      if (!plugin.enabled) continue;
      checkNeeds(plugin);
      graph[plugin.id] = predecessors(plugin);
    }
    DependencyOrder result;
    result.ids = takeStartable(graph);
    reportCycles(graph);
    result.problems = std::move(problems_);
    if (!result.problems.empty()) result.ids.clear();
    return result;
  }

 private:
  void checkOffers() {
    for (const auto& [id, offerers] : offerers_) {
      const DependencyNode* first = nullptr;
      for (const DependencyNode* plugin : offerers) {
        if (!plugin->enabled) continue;
        if (kernel_offers_.contains(id)) reportKernelOffer(*plugin, id);
        if (first != nullptr) reportSecondOffer(*first, *plugin, id);
        if (first == nullptr) first = plugin;
      }
    }
  }

  void checkNeeds(const DependencyNode& plugin) {
    for (const std::string& id : plugin.needs) {
      if (kernel_offers_.contains(id) || enabledOfferer(id) != nullptr) continue;
      const auto offerers = offerers_.find(id);
      if (offerers == offerers_.end()) {
        reportNobodyOffers(plugin, id);
      } else {
        reportOffererDisabled(plugin, id, *offerers->second.front());
      }
    }
  }

  std::set<std::string> predecessors(const DependencyNode& plugin) const {
    std::set<std::string> ids;
    for (const auto* list : {&plugin.needs, &plugin.uses}) {
      for (const std::string& id : *list) {
        if (kernel_offers_.contains(id)) continue;
        if (const DependencyNode* offerer = enabledOfferer(id)) ids.insert(offerer->id);
      }
    }
    return ids;
  }

  const DependencyNode* enabledOfferer(const std::string& interface_id) const {
    const auto offerers = offerers_.find(interface_id);
    if (offerers == offerers_.end()) return nullptr;
    const auto enabled = std::find_if(offerers->second.begin(), offerers->second.end(),
                                      [](const DependencyNode* plugin) { return plugin->enabled; });
    return enabled == offerers->second.end() ? nullptr : *enabled;
  }

  /// Takes plugins out of the graph, the first by name whose predecessors are all out, until none
  /// is left or the rest waits for itself.
  static std::vector<std::string> takeStartable(Graph& graph) {
    std::vector<std::string> order;
    const auto startable = [&graph](const Graph::value_type& entry) {
      return std::none_of(entry.second.begin(), entry.second.end(),
                          [&graph](const std::string& id) { return graph.contains(id); });
    };
    while (true) {
      const auto next = std::find_if(graph.begin(), graph.end(), startable);
      if (next == graph.end()) return order;
      order.push_back(next->first);
      graph.erase(next);
    }
  }

  /// `graph` holds only plugins that wait for each other; each cycle is reported and taken out.
  void reportCycles(Graph& graph) {
    while (!graph.empty()) {
      const std::vector<std::string> cycle = findCycle(graph);
      std::string text;
      for (const std::string& id : cycle) text += id + " -> ";
      add(cycle.front(), "Plugins ask for each other's services in a circle, " + text +
                             cycle.front() +
                             ", so none can be started first; turn one of these services into an "
                             "event, or switch one of the plugins off.");
      for (const std::string& id : cycle) graph.erase(id);
      takeStartable(graph);
    }
  }

  /// Walks predecessors until a plugin comes twice; begins with the smallest id of the cycle.
  static std::vector<std::string> findCycle(const Graph& graph) {
    std::vector<std::string> walk{graph.begin()->first};
    while (true) {
      const std::set<std::string>& waits_for = graph.at(walk.back());
      const auto next =
          std::find_if(waits_for.begin(), waits_for.end(),
                       [&graph](const std::string& id) { return graph.contains(id); });
      const auto seen = std::find(walk.begin(), walk.end(), *next);
      if (seen != walk.end()) {
        walk.erase(walk.begin(), seen);
        std::rotate(walk.begin(), std::min_element(walk.begin(), walk.end()), walk.end());
        return walk;
      }
      walk.push_back(*next);
    }
  }

  void reportKernelOffer(const DependencyNode& plugin, const std::string& id) {
    add(plugin.id, "Plugin " + plugin.id + " offers " + id +
                       ", which the kernel itself serves; offer it under an id of its own.");
  }

  void reportSecondOffer(const DependencyNode& first, const DependencyNode& second,
                         const std::string& id) {
    add(second.id, "Plugins " + first.id + " and " + second.id + " both offer " + id +
                       "; switch one of them off, e.g. with " + enabledVariable(second.id) +
                       "=false.");
  }

  void reportNobodyOffers(const DependencyNode& plugin, const std::string& id) {
    add(plugin.id, "Plugin " + plugin.id + " needs " + id +
                       ", which neither the kernel in this role nor an installed plugin offers; "
                       "install one that does, or set " +
                       enabledVariable(plugin.id) + "=false.");
  }

  void reportOffererDisabled(const DependencyNode& plugin, const std::string& id,
                             const DependencyNode& offerer) {
    add(plugin.id, "Plugin " + plugin.id + " needs " + id + ", which only the disabled plugin " +
                       offerer.id + " offers; set " + enabledVariable(offerer.id) + "=true, or " +
                       enabledVariable(plugin.id) + "=false.");
  }

  void add(const std::string& plugin_id, const std::string& message) {
    problems_.push_back({plugin_id, message});
  }

  const std::vector<DependencyNode>& plugins_;
  const std::set<std::string>& kernel_offers_;
  std::map<std::string, std::vector<const DependencyNode*>> offerers_;
  std::vector<DependencyProblem> problems_;
};

}  // namespace

DependencyOrder orderByDependencies(const std::vector<DependencyNode>& plugins,
                                    const std::set<std::string>& kernel_offers) {
  return Ordering(plugins, kernel_offers).run();
}

std::string enabledVariable(const std::string& plugin_id) {
  std::string upper = plugin_id;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return "ITOPS_PLUGINS_" + upper + "_ENABLED";
}

}  // namespace itops::plugin
