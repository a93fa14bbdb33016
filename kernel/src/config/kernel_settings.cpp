#include "config/kernel_settings.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "time/time_zone.hpp"

namespace itops::config {
namespace {

std::optional<std::string> checkTimeZone(std::string_view name) {
  if (isKnownTimeZone(name)) return std::nullopt;
  return "a name of the time zone database such as UTC or Europe/Berlin (package tzdata)";
}

/// The key travels in an HTTP header, where a space or a control character would end it.
std::optional<std::string> checkHeaderSafe(std::string_view key) {
  const bool safe = std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7F; });
  if (safe) return std::nullopt;
  return "only letters, digits and signs of ASCII, without spaces, as it travels in HTTP headers";
}

std::vector<Setting> processSettings() {
  return {
      {.key = "data.dir",
       .default_value = "./var",
       .help = "Folder for what this process keeps on disk: the embedded PostgreSQL and the "
               "secrets made in development.",
       .minimum = 1,
       .maximum = 1024},
      {.key = "logging.format",
       .default_value = "json",
       .help = "Form of the log on standard output: one JSON object per line, or text for people.",
       .allowed = {"json", "text"}},
      {.key = "logging.level",
       .default_value = "info",
       .help = "The least important level that is written.",
       .allowed = {"debug", "info", "warning", "error"}},
      {.key = "logging.field_bytes_max",
       .type = ConfigType::kInteger,
       .default_value = "8192",
       .help = "Longer messages and fields of log lines are cut.",
       .unit = "bytes",
       .minimum = 256,
       .maximum = 1048576},
      {.key = "timezone",
       .default_value = "UTC",
       .help = "Time zone of SLA periods and daily jobs. Times in the API stay UTC.",
       .check = checkTimeZone},
  };
}

std::vector<Setting> accessSettings() {
  return {
      {.key = "jwt.secret",
       .type = ConfigType::kSecret,
       .help = "Signs login tokens. Development makes one at its first start.",
       .minimum = 32,
       .maximum = 4096,
       .required_in_production = true},
      {.key = "security.operator_api_key",
       .type = ConfigType::kSecret,
       .help = "The operator key: sent as `X-API-Key` or `Authorization: Bearer` by agents and "
               "pushes. Development makes one at its first start and prints it.",
       .minimum = 12,
       .maximum = 4096,
       .required_in_production = true,
       .check = checkHeaderSafe},
      webhookAllowListSetting(),
      {.key = "feature.operator_api",
       .type = ConfigType::kBool,
       .default_value = "true",
       .help = "Whether agents may register services and report their state under "
               "`/api/v1/operator`."},
  };
}

std::vector<Setting> auditSettings() {
  return {
      {.key = "audit.keep",
       .type = ConfigType::kDuration,
       .default_value = "400d",
       .help = "How long the audit trail keeps its entries.",
       .minimum = 86400,
       .maximum = 315360000},
  };
}

std::vector<Setting> pluginHostSettings() {
  return {
      {.key = "plugins.dir",
       .help = "A further folder of plugin libraries, besides `../lib/itops/plugins` of the "
               "installation. The migrations of `<id>.so` lie in `<id>/migrations` there."},
      {.key = "plugins.strict",
       .type = ConfigType::kBool,
       .default_value = "false",
       .help = "Refuses to start when a plugin can't be started, instead of leaving it off."},
      {.key = "plugins.health_interval",
       .type = ConfigType::kDuration,
       .default_value = "10s",
       .help = "How often plugins are asked for their health, for `itops_plugin_ready`.",
       .minimum = 1,
       .maximum = 3600},
      {.key = "plugins.health_timeout",
       .type = ConfigType::kDuration,
       .default_value = "500ms",
       .help = "A plugin that doesn't tell its health within this time is not ready.",
       .minimum = 0.001,
       .maximum = 60},
  };
}

}  // namespace

std::vector<Setting> kernelSettings() {
  std::vector<Setting> all;
  for (auto&& part : {serverSettings(), databaseSettings(), processSettings(), accessSettings(),
                      authSettings(), serviceSettings(), eventSettings(), auditSettings(),
                      outboundSettings(), pluginHostSettings()}) {
    std::copy(part.begin(), part.end(), std::back_inserter(all));
  }
  return all;
}

std::vector<std::string> announcedVariables() {
  return {"ITOPS_REDIS_ENABLED", "ITOPS_REDIS_HOST", "ITOPS_SLA_PORTAL_API_KEY",
          "ITOPS_SLA_PORTAL_URL"};
}

}  // namespace itops::config
