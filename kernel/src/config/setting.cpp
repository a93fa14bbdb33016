#include "config/setting.hpp"

#include <utility>

namespace itops::config {
namespace {

/// The one setting of a plugin whose variable was known before there were plugins.
constexpr std::pair<std::string_view, std::string_view> kReportFolder{"plugins.sla.report_dir",
                                                                      "ITOPS_SLA_REPORT_DIR"};

}  // namespace

std::string variableName(std::string_view key) {
  if (key == kReportFolder.first) return std::string(kReportFolder.second);
  std::string name = "ITOPS_";
  for (const char c : key) {
    if (c == '.') {
      name += '_';
    } else {
      name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return name;
}

}  // namespace itops::config
