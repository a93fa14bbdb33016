#pragma once

#include <csignal>
#include <map>
#include <string>

namespace itops::validator {

/// Threads of this process.
int threadCount();

/// What belongs to the whole process, and what a plugin therefore leaves alone.
class ProcessState {
 public:
  static ProcessState now();

  /// The first difference as half a sentence; empty when there is none.
  std::string differenceTo(const ProcessState& later) const;

 private:
  std::map<int, void (*)(int)> signal_handlers_;
  std::string locale_;
  std::string folder_;
  unsigned mask_ = 0;
  int open_files_ = 0;
};

}  // namespace itops::validator
