#include <sodium/crypto_hash_sha256.h>

#include <algorithm>
#include <cctype>
#include <regex>
#include <set>

#include "tidy/code.hpp"
#include "tidy/rules.hpp"

namespace itops::tidy {
namespace {

constexpr std::string_view kChecksums = "tests/tidy/migrations.sha256";

bool namesWord(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || !isWord(text[at - 1])) && (end == text.size() || !isWord(text[end]))) {
      return true;
    }
  }
  return false;
}

/// A CMakeLists.txt may name a file with or without its ending, for loops over names.
bool isBuilt(const Tree& tree, std::string_view path) {
  auto stem = nameOf(path);
  stem.remove_suffix(std::string_view(".cpp").size());
  for (auto folder = folderOf(path); !folder.empty(); folder = folderOf(folder)) {
    const auto list = tree.find(std::string(folder) + "/CMakeLists.txt");
    if (list != tree.end() && namesWord(list->second, stem)) return true;
  }
  return false;
}

std::set<std::string> allIncludes(const Tree& tree) {
  std::set<std::string> names;
  for (const auto& [path, text] : tree) {
    if (!isSource(path)) continue;
    for (auto& include : includesOf(text)) names.insert(std::move(include.name));
  }
  return names;
}

/// True when the header can be meant by one of the names: they are written below different roots.
bool isIncluded(const std::set<std::string>& names, std::string_view path) {
  for (auto rest = path; !rest.empty();) {
    if (names.contains(std::string(rest))) return true;
    const auto slash = rest.find('/');
    rest = slash == rest.npos ? std::string_view{} : rest.substr(slash + 1);
  }
  return false;
}

std::string sha256(std::string_view text) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::string hex;
  for (const unsigned char byte : digest) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

/// Lines as sha256sum writes them, by path.
std::map<std::string, std::string, std::less<>> checksumsOf(const Tree& tree) {
  std::map<std::string, std::string, std::less<>> sums;
  const auto list = tree.find(kChecksums);
  if (list == tree.end()) return sums;
  for (const auto line : linesOf(list->second)) {
    const auto gap = line.find("  ");
    if (gap != line.npos) sums[std::string(line.substr(gap + 2))] = line.substr(0, gap);
  }
  return sums;
}

}  // namespace

Findings checkDeadFiles(const Tree& tree) {
  const auto includes = allIncludes(tree);
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (path.ends_with(".cpp") && !isBuilt(tree, path)) {
      findings.push_back({"dead-file", path, "no CMakeLists.txt names it"});
    } else if (path.ends_with(".hpp") && !path.starts_with("sdk/") && !isIncluded(includes, path)) {
      findings.push_back({"dead-file", path, "nobody includes it"});
    }
  }
  return findings;
}

Findings checkLeftovers(const Tree& tree) {
  // In two halves, so that this file doesn't find itself.
  const std::string words[] = {std::string("TO") + "DO", std::string("FIX") + "ME"};
  Findings findings;
  for (const auto& [path, text] : tree) {
    for (const auto& word : words) {
      if (namesWord(text, word)) findings.push_back({"to-do", path, "holds a " + word});
    }
  }
  return findings;
}

Findings checkMigrations(const Tree& tree) {
  auto sums = checksumsOf(tree);
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (!path.starts_with("migrations/") || !path.ends_with(".sql")) continue;
    const auto listed = sums.extract(path);
    if (listed.empty()) {
      findings.push_back(
          {"migration", path, "add it: sha256sum " + path + " >>" + std::string(kChecksums)});
    } else if (listed.mapped() != sha256(text)) {
      findings.push_back({"migration", path, "it has landed: write a new one instead"});
    }
  }
  for (const auto& [path, sum] : sums) {
    findings.push_back({"migration", path, "it has landed and is missing"});
  }
  return findings;
}

}  // namespace itops::tidy
