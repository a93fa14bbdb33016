#include "tidy/rules.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace itops::tidy {

Findings checkAll(const Tree& tree) {
  Findings all;
  for (const auto check :
       {checkIncludes, checkSdkIncludes, checkLibraries, checkFileSizes, checkFunctionSizes,
        checkSql, checkDeadFiles, checkLeftovers, checkMigrations, checkUnityNames}) {
    auto findings = check(tree);
    std::move(findings.begin(), findings.end(), std::back_inserter(all));
  }
  return all;
}

Findings withoutKnown(const Findings& findings, std::string_view known) {
  std::set<std::string> unused;
  for (const auto line : linesOf(known)) {
    if (!line.empty() && !line.starts_with('#')) unused.emplace(line);
  }
  const auto listed = unused;
  Findings rest;
  for (const auto& finding : findings) {
    const auto line = finding.rule + " " + finding.path;
    unused.erase(line);
    if (!listed.contains(line)) rest.push_back(finding);
  }
  for (const auto& line : unused) {
    rest.push_back({"known", "tests/tidy/known.txt", "is mended, take it out: " + line});
  }
  return rest;
}

}  // namespace itops::tidy
