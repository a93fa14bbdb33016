#include "plugin/thread_label.hpp"

#include <sys/prctl.h>

#include <filesystem>
#include <fstream>
#include <system_error>

namespace itops::plugin {
namespace {

/// What the system keeps of a name.
constexpr std::size_t kNameBytesMax = 15;

}  // namespace

ThreadLabel::ThreadLabel(const std::string& plugin_id) {
  prctl(PR_GET_NAME, former_.data());
  prctl(PR_SET_NAME, plugin_id.c_str());
}

ThreadLabel::~ThreadLabel() {
  prctl(PR_SET_NAME, former_.data());
}

int labelledThreads(const std::string& plugin_id) {
  const std::string name = plugin_id.substr(0, kNameBytesMax);
  int count = 0;
  std::error_code error;
  for (std::filesystem::directory_iterator task("/proc/self/task", error), end;
       !error && task != end; task.increment(error)) {
    std::ifstream file(task->path() / "comm");
    std::string comm;
    if (std::getline(file, comm) && comm == name) ++count;
  }
  return count;
}

}  // namespace itops::plugin
