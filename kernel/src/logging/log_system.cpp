#include "logging/log_system.hpp"

#include <spdlog/details/console_globals.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <chrono>
#include <exception>
#include <utility>

#include "logging/log_line.hpp"

namespace itops {

/// The one place where lines leave the process; spdlog's sink locks and flushes.
class LogSystem::Target {
 public:
  explicit Target(const LogOptions& options)
      : options_(options),
        output_("itops",
                std::make_shared<spdlog::sinks::stdout_sink_base<spdlog::details::console_mutex>>(
                    options.target)) {
    output_.set_level(spdlog::level::trace);
    output_.set_pattern("%v");
  }

  LogLevel level() const { return options_.level; }

  void write(const LogLine& line) {
    output_.log(spdlog::level::info,
                spdlog::string_view_t(formatLine(options_.format, line, options_.field_bytes_max)));
  }

 private:
  const LogOptions options_;
  spdlog::logger output_;
};

class LogSystem::ComponentLogger final : public Logger {
 public:
  ComponentLogger(Target& target, std::string component)
      : target_(target), component_(std::move(component)) {}

  void write(LogLevel level, std::string_view message,
             std::initializer_list<LogField> fields) override {
    if (level < target_.level()) return;
    const auto now = std::chrono::system_clock::now();
    try {
      target_.write(
          {std::chrono::floor<Timestamp::duration>(now), level, component_, message, fields});
    } catch (const std::exception& problem) {
      // The contract of Logger::write: a lost line must not fail the work that it tells of.
      std::fprintf(stderr, "itops: a log line is lost: %s\n", problem.what());
    }
  }

 private:
  Target& target_;
  const std::string component_;
};

LogSystem::LogSystem(const LogOptions& options) : target_(std::make_unique<Target>(options)) {}

LogSystem::~LogSystem() = default;

Logger& LogSystem::logger(std::string_view component) {
  const std::lock_guard lock(mutex_);
  const auto known = loggers_.find(component);
  if (known != loggers_.end()) return *known->second;
  auto made = std::make_unique<ComponentLogger>(*target_, std::string(component));
  return *loggers_.emplace(component, std::move(made)).first->second;
}

std::optional<LogFormat> parseLogFormat(std::string_view name) {
  if (name == "json") return LogFormat::kJson;
  if (name == "text") return LogFormat::kText;
  return std::nullopt;
}

std::optional<LogLevel> parseLogLevel(std::string_view name) {
  if (name == "debug") return LogLevel::kDebug;
  if (name == "info") return LogLevel::kInfo;
  if (name == "warning") return LogLevel::kWarning;
  if (name == "error") return LogLevel::kError;
  return std::nullopt;
}

}  // namespace itops
