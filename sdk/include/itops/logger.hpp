#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "itops/export.hpp"

namespace itops {

/// How much somebody should care. `logging.level` decides what is written.
enum class LogLevel {
  kDebug,    ///< for developers, off by default
  kInfo,     ///< what happened, seldom more than once a minute
  kWarning,  ///< something that an operator may want to look into
  kError,    ///< something failed and stays failed without help
};

/// One named value of a log line. The kernel escapes it; client text is safe here.
struct LogField {
  std::string_view name;  ///< camelCase
  std::string value;      ///< any bytes, also empty ones
};

/// Structured log of the process, one line per call, tagged with the plugin's id.
/// Never log bodies or secrets. `need<Logger>()` always succeeds; owned by the kernel.
class ITOPS_EXPORT Logger {
 public:
  static constexpr std::string_view kInterfaceId = "itops.logger/1";

  /// Writes one line. @param message a full sentence that is the same text every time, so that it
  /// can be searched for; what varies goes into `fields`. Never throws, never blocks on I/O for
  /// longer than a pipe write. [any]
  virtual void write(LogLevel level, std::string_view message,
                     std::initializer_list<LogField> fields) = 0;

  /// write() by level, all [any]:
  ///     logger.warning("A ticket can't be sent.", {{"ticket", id}, {"reason", error.what()}});
  void debug(std::string_view message, std::initializer_list<LogField> fields = {}) {
    write(LogLevel::kDebug, message, fields);
  }
  void info(std::string_view message, std::initializer_list<LogField> fields = {}) {
    write(LogLevel::kInfo, message, fields);
  }
  void warning(std::string_view message, std::initializer_list<LogField> fields = {}) {
    write(LogLevel::kWarning, message, fields);
  }
  void error(std::string_view message, std::initializer_list<LogField> fields = {}) {
    write(LogLevel::kError, message, fields);
  }

 protected:
  ~Logger() = default;
};

}  // namespace itops
