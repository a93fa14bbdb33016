#pragma once

#include <algorithm>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "itops/logger.hpp"

namespace itops::test {

/// A logger that keeps its lines for tests to look at. May be used from [any] thread.
class FakeLogger final : public Logger {
 public:
  struct Line {
    LogLevel level;
    std::string text;  ///< `message name=value ...`
  };

  void write(LogLevel level, std::string_view message,
             std::initializer_list<LogField> fields) override {
    std::string line(message);
    for (const auto& field : fields) {
      line.append(" ").append(field.name).append("=").append(field.value);
    }
    const std::lock_guard lock(mutex_);
    lines_.push_back({level, std::move(line)});
  }

  /// True when a line of that level contains the text.
  bool contains(LogLevel level, std::string_view text) const {
    const std::lock_guard lock(mutex_);
    return std::any_of(lines_.begin(), lines_.end(), [&](const Line& line) {
      return line.level == level && line.text.find(text) != std::string::npos;
    });
  }

  /// All lines so far, oldest first.
  std::vector<Line> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Line> lines_;
};

}  // namespace itops::test
