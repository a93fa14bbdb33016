#include <algorithm>

#include "tidy/code.hpp"
#include "tidy/functions.hpp"
#include "tidy/rules.hpp"

namespace itops::tidy {
namespace {

constexpr std::size_t kFileLinesMax = 500;
constexpr std::size_t kFileLinesUnexplained = 300;
constexpr std::size_t kFunctionLinesMax = 70;
constexpr std::size_t kFunctionLinesUnexplained = 40;
constexpr std::size_t kLinesOfFileReason = 20;
constexpr std::string_view kReason = "// Long: ";

bool isReason(std::string_view line) {
  const auto at = line.find(kReason);
  return at != line.npos && at + kReason.size() < line.size();
}

bool isExplained(const std::vector<std::string_view>& lines, std::size_t begin, std::size_t end) {
  end = std::min(end, lines.size());
  return begin < end && std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                                    lines.begin() + static_cast<std::ptrdiff_t>(end), isReason);
}

std::string count(std::size_t lines) {
  return std::to_string(lines) + " lines";
}

std::string complaintAbout(const std::vector<std::string_view>& lines, const Function& function) {
  const auto length = function.lines();
  const auto where = "line " + std::to_string(function.first_line) + ": " + count(length);
  if (length > kFunctionLinesMax) return where + ": split the function";
  if (length <= kFunctionLinesUnexplained) return {};
  const auto head = function.head_line - 1;
  if (isExplained(lines, head > 2 ? head - 2 : 0, function.first_line + 1)) return {};
  return where + " and no // Long: reason above it";
}

}  // namespace

Findings checkFileSizes(const Tree& tree) {
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (!isSource(path)) continue;
    const auto lines = linesOf(text);
    if (lines.size() > kFileLinesMax) {
      findings.push_back({"file-size", path, count(lines.size()) + ": split it"});
    } else if (lines.size() > kFileLinesUnexplained && !isExplained(lines, 0, kLinesOfFileReason)) {
      findings.push_back(
          {"file-size", path, count(lines.size()) + " and no // Long: reason at its top"});
    }
  }
  return findings;
}

Findings checkFunctionSizes(const Tree& tree) {
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (!isSource(path)) continue;
    const auto lines = linesOf(text);
    for (const auto& function : functionsOf(takeApart(text).code)) {
      const auto complaint = complaintAbout(lines, function);
      if (!complaint.empty()) findings.push_back({"function-size", path, complaint});
    }
  }
  return findings;
}

}  // namespace itops::tidy
