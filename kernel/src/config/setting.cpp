#include "config/setting.hpp"

#include <utility>

namespace itops::config {
namespace {

/// Settings of plugins whose variables were known before there were plugins.
constexpr std::pair<std::string_view, std::string_view> kOwnNames[] = {
    {"plugins.sla.report_dir", "ITOPS_SLA_REPORT_DIR"},
    {"plugins.gitops_status.anonymous", "ITOPS_GITOPS_STATUS_ANONYMOUS"},
    {"plugins.gitops_status.status_file", "STATUS_FILE"}};

}  // namespace

std::string variableName(std::string_view key) {
  for (const auto& [setting, variable] : kOwnNames) {
    if (key == setting) return std::string(variable);
  }
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

bool isForeignVariable(std::string_view variable) {
  return variable == "STATUS_FILE" || variable == kAddressVariable || variable == kPortVariable;
}

}  // namespace itops::config
