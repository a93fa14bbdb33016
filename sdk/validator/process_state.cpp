#include "process_state.hpp"

#include <sys/stat.h>

#include <clocale>
#include <filesystem>
#include <iterator>

namespace itops::validator {
namespace {

int entriesOf(const char* folder) {
  const std::filesystem::directory_iterator entries(folder);
  return static_cast<int>(std::distance(begin(entries), end(entries)));
}

}  // namespace

int threadCount() {
  return entriesOf("/proc/self/task");
}

ProcessState ProcessState::now() {
  ProcessState state;
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction action {};
    if (sigaction(number, nullptr, &action) == 0)
      state.signal_handlers_[number] = action.sa_handler;
  }
  state.locale_ = std::setlocale(LC_ALL, nullptr);
  state.folder_ = std::filesystem::current_path();
  state.mask_ = umask(0);
  umask(state.mask_);
  state.open_files_ = entriesOf("/proc/self/fd");
  return state;
}

std::string ProcessState::differenceTo(const ProcessState& later) const {
  for (const auto& [number, handler] : signal_handlers_) {
    if (later.signal_handlers_.at(number) == handler) continue;
    return "signal " + std::to_string(number) + " has another handler";
  }
  if (later.locale_ != locale_) return "the locale is " + later.locale_;
  if (later.folder_ != folder_) return "the working folder is " + later.folder_;
  if (later.mask_ != mask_) return "the file mode mask is another";
  if (later.open_files_ <= open_files_) return {};
  return std::to_string(later.open_files_ - open_files_) + " file(s) more are open";
}

}  // namespace itops::validator
