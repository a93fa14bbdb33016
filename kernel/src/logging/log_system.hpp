#pragma once

#include <cstdio>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "itops/logger.hpp"

namespace itops {

/// kJson: one JSON object per line with `time`, `level`, `component`, `message` and the line's
/// fields beside them, all as texts. kText: the same for a person at a terminal.
enum class LogFormat { kJson, kText };

/// `json` or `text`; empty for any other word. [any]
std::optional<LogFormat> parseLogFormat(std::string_view name);

/// `debug`, `info`, `warning` or `error`; empty for any other word. [any]
std::optional<LogLevel> parseLogLevel(std::string_view name);

struct LogOptions {
  LogFormat format = LogFormat::kJson;
  /// Lines below this level are dropped at the cost of one comparison.
  LogLevel level = LogLevel::kInfo;
  /// Longer messages and fields are cut, with `...` to show it.
  std::size_t field_bytes_max = 8192;
  /// Where lines go, each flushed at once. Not owned; must outlive the system.
  std::FILE* target = stdout;
};

/// The log of the process: makes the loggers of its parts, which share one target and never mix
/// their lines. Whatever the texts hold, one call writes exactly one line.
class LogSystem {
 public:
  explicit LogSystem(const LogOptions& options);
  ~LogSystem();
  LogSystem(const LogSystem&) = delete;
  LogSystem& operator=(const LogSystem&) = delete;

  /// The logger that tags its lines with this component (`http`, a plugin's id). The same name
  /// gives the same logger; the reference lives as long as this system. [any]
  Logger& logger(std::string_view component);

 private:
  class Target;
  class ComponentLogger;

  const std::unique_ptr<Target> target_;
  std::mutex mutex_;  ///< guards loggers_
  std::map<std::string, std::unique_ptr<ComponentLogger>, std::less<>> loggers_;
};

}  // namespace itops
