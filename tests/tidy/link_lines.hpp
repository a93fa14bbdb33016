#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "tidy/tree.hpp"

namespace itops::tidy {

/// What each kernel module may use, by the LINK lines of kernel/src/<module>/CMakeLists.txt.
class LinkLines {
 public:
  explicit LinkLines(const Tree& tree);

  bool isModule(std::string_view name) const { return links_.contains(name); }
  /// True when the LINK lines lead from one module to the other, over however many.
  bool leads(std::string_view from, std::string_view to) const;

 private:
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> links_;
};

}  // namespace itops::tidy
