#include "config/relations.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "config/duration.hpp"
#include "config/expectation.hpp"

namespace itops::config {
namespace {

std::string origin(const Settings& settings, std::string_view key) {
  for (const Entry& entry : settings.entries()) {
    if (entry.setting.key == key) return entry.origin.describe();
  }
  return {};
}

void checkRequired(const Settings& settings, Problems& problems) {
  if (!settings.production()) return;
  for (const Entry& entry : settings.entries()) {
    const Setting& setting = entry.setting;
    const std::string& other = setting.required_unless;
    if (!setting.required_in_production || settings.isSet(setting.key)) continue;
    if (problems.isRefused(setting.key) || problems.isRefused(other)) continue;
    if (!other.empty() && settings.isSet(other)) continue;
    const std::string variable = variableName(setting.key);
    problems.error(setting.key + ": found nothing, required in production: expected " +
                   expectation(setting) + "; set " + variable + " or " + variable + "_FILE" +
                   (other.empty() ? "" : ", or " + variableName(other) + " instead"));
  }
}

void checkLonger(const Settings& settings, std::string_view longer, std::string_view shorter,
                 Problems& problems) {
  const auto value = settings.duration(longer);
  const auto limit = settings.duration(shorter);
  if (value > limit || problems.isRefused(longer) || problems.isRefused(shorter)) return;
  problems.error(std::string(longer) + ": found " + formatDuration(value) + " (" +
                 origin(settings, longer) + "), expected longer than " + std::string(shorter) +
                 ", which is " + formatDuration(limit) + " (" + origin(settings, shorter) + ")");
}

void checkQueue(const Settings& settings, Problems& problems) {
  if (problems.isRefused("ingest.queue_max") || problems.isRefused("ingest.batch_rows_max")) return;
  const auto queue = settings.integer("ingest.queue_max");
  const auto batch = settings.integer("ingest.batch_rows_max");
  if (queue >= batch) return;
  problems.error("ingest.queue_max: found " + std::to_string(queue) + " (" +
                 origin(settings, "ingest.queue_max") +
                 "), expected at least ingest.batch_rows_max, which is " + std::to_string(batch) +
                 " (" + origin(settings, "ingest.batch_rows_max") + ")");
}

void checkRetryPauses(const Settings& settings, Problems& problems) {
  if (problems.isRefused("events.retry_max") || problems.isRefused("events.retry_min")) return;
  const auto longest = settings.duration("events.retry_max");
  const auto first = settings.duration("events.retry_min");
  if (longest >= first) return;
  problems.error("events.retry_max: found " + formatDuration(longest) + " (" +
                 origin(settings, "events.retry_max") +
                 "), expected at least events.retry_min, which is " + formatDuration(first) + " (" +
                 origin(settings, "events.retry_min") + ")");
}

void checkPorts(const Settings& settings, Problems& problems) {
  std::set<std::int64_t> taken{settings.integer("server.port")};
  for (const std::int64_t port : settings.integers("server.extra_ports")) {
    if (taken.insert(port).second) continue;
    problems.error("server.extra_ports: found " + std::to_string(port) + " (" +
                   origin(settings, "server.extra_ports") +
                   "), expected a port that is neither server.port nor listed twice");
  }
}

}  // namespace

void checkRelations(const Settings& settings, Problems& problems) {
  checkRequired(settings, problems);
  checkLonger(settings, "silence.down_after", "silence.unknown_after", problems);
  checkLonger(settings, "heartbeat.outage_after", "heartbeat.interval", problems);
  checkQueue(settings, problems);
  checkRetryPauses(settings, problems);
  checkPorts(settings, problems);
}

}  // namespace itops::config
