#pragma once

#include <array>
#include <string>

namespace itops::plugin {

/// Names this thread while it is inside a plugin. Linux gives the name to threads that are started
/// meanwhile, so those that a plugin leaves behind can be told from the kernel's. One thread.
class ThreadLabel {
 public:
  explicit ThreadLabel(const std::string& plugin_id);
  /// Gives the thread its former name back.
  ~ThreadLabel();
  ThreadLabel(const ThreadLabel&) = delete;
  ThreadLabel& operator=(const ThreadLabel&) = delete;

 private:
  std::array<char, 16> former_{};
};

/// How many threads of this process carry the plugin's name, those inside it included. Ids that
/// begin with the same 15 characters share a name. Reads /proc. [any]
int labelledThreads(const std::string& plugin_id);

}  // namespace itops::plugin
