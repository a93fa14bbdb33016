#include "tidy/link_lines.hpp"

#include <algorithm>
#include <sstream>

namespace itops::tidy {
namespace {

constexpr std::string_view kTargetPrefix = "itops_";

}  // namespace

LinkLines::LinkLines(const Tree& tree) {
  for (const auto& [path, text] : tree) {
    const auto module = moduleOf(path);
    if (module.empty() || nameOf(path) != "CMakeLists.txt") continue;
    auto& links = links_[std::string(module)];
    const auto begin = text.find("LINK ");
    const auto from_line = text.find("LINK\n");
    const auto link = std::min(begin, from_line);
    if (link == text.npos) continue;
    std::istringstream words(text.substr(link + 4, text.find(')', link) - link - 4));
    for (std::string word; words >> word;) {
      if (word.starts_with(kTargetPrefix)) links.insert(word.substr(kTargetPrefix.size()));
    }
  }
}

bool LinkLines::leads(std::string_view from, std::string_view to) const {
  std::set<std::string_view> reached{from};
  std::set<std::string_view> edge{from};
  while (!edge.empty() && !reached.contains(to)) {
    std::set<std::string_view> next;
    for (const auto module : edge) {
      const auto known = links_.find(module);
      if (known == links_.end()) continue;
      for (const auto& link : known->second) {
        if (reached.insert(link).second) next.insert(link);
      }
    }
    edge = std::move(next);
  }
  return reached.contains(to);
}

}  // namespace itops::tidy
