#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "itops/logger.hpp"
#include "itops/timestamp.hpp"
#include "logging/log_system.hpp"

namespace itops {

/// What one line of the log says. Views live for the call only.
struct LogLine {
  Timestamp time;
  LogLevel level = LogLevel::kInfo;
  std::string_view component;
  std::string_view message;
  std::initializer_list<LogField> fields;
};

/// One line without its end. Everything variable is escaped; messages and fields longer than
/// `field_bytes_max` are cut. A field that is named like one of the line's own members gets `_`
/// appended, so that it can't take their place. [any]
std::string formatLine(LogFormat format, const LogLine& line, std::size_t field_bytes_max);

}  // namespace itops
