#include "app/installation.hpp"

#include "itops/error.hpp"

namespace itops::app {

Installation Installation::ofThisProcess() {
  std::error_code error;
  const auto executable = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) {
    throw Error(ErrorKind::kInternal, "installation",
                "Could not find out where itops is installed: /proc is not mounted.");
  }
  const auto prefix = executable.parent_path().parent_path();
  return {executable, prefix / "share/itops/config", prefix / "share/itops/migrations",
          prefix / "lib/itops/plugins"};
}

std::string version() {
  return ITOPS_VERSION;
}

}  // namespace itops::app
