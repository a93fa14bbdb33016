#include "registry/hierarchy.hpp"

#include <array>
#include <map>
#include <string>

namespace itops::registry {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, kHierarchyDepthMax> kLevels{"organization", "platform",
                                                                   "environment", "cluster"};

struct Element {
  std::map<Status, std::int64_t> counts;
  std::int64_t services = 0;
  std::map<std::string, Element, std::less<>> children;
};

void add(Element& root, const NodeCount& count, int depth) {
  Element* element = &root;
  std::string_view rest = count.node_path;
  for (int level = 0; level < depth && !rest.empty(); ++level) {
    const auto slash = std::min(rest.find('/'), rest.size());
    element = &element->children[std::string(rest.substr(0, slash))];
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    if (count.status) element->counts[*count.status] += count.services;
    element->services += count.services;
  }
}

json::object countsJson(const Element& element) {
  json::object counts;
  for (const Status status : kStatuses) {
    const auto found = element.counts.find(status);
    counts[statusName(status)] = found == element.counts.end() ? 0 : found->second;
  }
  return counts;
}

json::array childrenJson(const Element& parent, const std::string& parent_path, bool unknown,
                         std::size_t level) {
  json::array items;
  for (const auto& [name, element] : parent.children) {
    const std::string path = parent_path.empty() ? name : parent_path + "/" + name;
    const bool is_unknown = unknown || name == "unknown";
    json::object item{{"name", name},
                      {"path", path},
                      {"level", kLevels[level]},
                      {"services", element.services},
                      {"counts", countsJson(element)}};
    if (is_unknown) item["unknown"] = true;
    item["children"] = childrenJson(element, path, is_unknown, level + 1);
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace

json::array hierarchyJson(std::span<const NodeCount> counts, int depth) {
  Element root;
  for (const NodeCount& count : counts) add(root, count, depth);
  return childrenJson(root, "", false, 0);
}

}  // namespace itops::registry
