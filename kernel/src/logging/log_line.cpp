#include "logging/log_line.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "logging/escape.hpp"

namespace itops {
namespace {

std::string_view levelName(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return "debug";
    case LogLevel::kInfo:
      return "info";
    case LogLevel::kWarning:
      return "warning";
    case LogLevel::kError:
      break;
  }
  return "error";
}

/// Always three digits of milliseconds, so that lines sort as text.
std::string lineTime(Timestamp time) {
  const auto second = std::chrono::floor<std::chrono::seconds>(time);
  const auto rest = std::chrono::floor<std::chrono::milliseconds>(time - second);
  std::string text = formatTimestamp(second);
  text.pop_back();
  const std::string digits = std::to_string(1000 + rest.count());
  return text + '.' + digits.substr(1) + 'Z';
}

void appendCut(std::string& out, std::string_view text, std::size_t bytes_max) {
  const std::string_view shown = cutAtCharacter(text, bytes_max);
  appendEscaped(out, shown);
  if (shown.size() < text.size()) out += "...";
}

bool isOwnMember(std::string_view name) {
  constexpr std::array<std::string_view, 4> kMembers{"time", "level", "component", "message"};
  return std::find(kMembers.begin(), kMembers.end(), name) != kMembers.end();
}

void appendMember(std::string& out, std::string_view name, std::string_view value,
                  std::size_t bytes_max) {
  out += out.empty() ? "{\"" : ",\"";
  appendEscaped(out, name);
  out += "\":\"";
  appendCut(out, value, bytes_max);
  out += '"';
}

std::string jsonLine(const LogLine& line, std::size_t bytes_max) {
  std::string out;
  appendMember(out, "time", lineTime(line.time), bytes_max);
  appendMember(out, "level", levelName(line.level), bytes_max);
  appendMember(out, "component", line.component, bytes_max);
  appendMember(out, "message", line.message, bytes_max);
  for (const LogField& field : line.fields) {
    std::string name(field.name);
    if (isOwnMember(name)) name += '_';
    appendMember(out, name, field.value, bytes_max);
  }
  out += '}';
  return out;
}

bool needsQuotes(std::string_view value) {
  return value.empty() || value.find_first_of(" \"=\\\n\r\t") != std::string_view::npos;
}

std::string textLine(const LogLine& line, std::size_t bytes_max) {
  constexpr std::size_t kLevelWidth = 8;
  std::string out = lineTime(line.time);
  const std::string_view level = levelName(line.level);
  out += ' ';
  out += level;
  out.append(kLevelWidth - level.size(), ' ');
  appendEscaped(out, line.component);
  out += ": ";
  appendCut(out, line.message, bytes_max);
  for (const LogField& field : line.fields) {
    const std::string_view quote = needsQuotes(field.value) ? "\"" : "";
    out += ' ';
    appendEscaped(out, field.name);
    out += '=';
    out += quote;
    appendCut(out, field.value, bytes_max);
    out += quote;
  }
  return out;
}

}  // namespace

std::string formatLine(LogFormat format, const LogLine& line, std::size_t field_bytes_max) {
  return format == LogFormat::kJson ? jsonLine(line, field_bytes_max)
                                    : textLine(line, field_bytes_max);
}

}  // namespace itops
