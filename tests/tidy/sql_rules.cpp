#include <algorithm>
#include <regex>

#include "tidy/code.hpp"
#include "tidy/rules.hpp"

namespace itops::tidy {
namespace {

// Upper-case as the house writes SQL, so that sentences don't look like it.
const std::regex& sqlPattern() {
  static const std::regex kPattern(
      R"(\b(SELECT\s|INSERT INTO\s|UPDATE\s+[a-z_]+\.|DELETE FROM\s|CREATE (TABLE|INDEX)\s))",
      std::regex::optimize);
  return kPattern;
}

bool mayHoldSql(std::string_view path) {
  return path.ends_with("_repository.cpp") || path.ends_with("_repository.hpp") ||
         path.starts_with("kernel/src/database/") || path.starts_with("tests/") ||
         path.starts_with("sdk/");
}

}  // namespace

Findings checkSql(const Tree& tree) {
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (!isSource(path) || mayHoldSql(path)) continue;
    const auto strings = takeApart(text).strings;
    std::smatch match;
    if (!std::regex_search(strings, match, sqlPattern())) continue;
    const auto line = 1 + std::count(strings.begin(), strings.begin() + match.position(), '\n');
    findings.push_back(
        {"sql", path, "line " + std::to_string(line) + ": SQL belongs into a *_repository.cpp"});
  }
  return findings;
}

}  // namespace itops::tidy
