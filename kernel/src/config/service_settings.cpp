#include "config/kernel_settings.hpp"

namespace itops::config {
namespace {

std::vector<Setting> liveSettings() {
  return {
      {.key = "live.streams_max",
       .type = ConfigType::kInteger,
       .default_value = "1000",
       .help = "Clients of `GET /api/v1/live` on a replica; further ones are answered 503.",
       .unit = "streams",
       .minimum = 1,
       .maximum = 100000},
      {.key = "live.heartbeat",
       .type = ConfigType::kDuration,
       .default_value = "15s",
       .help = "Time between the signs of life of a live stream, shorter than what proxies on the "
               "way allow for silence.",
       .minimum = 1,
       .maximum = 300},
      {.key = "live.poll_interval",
       .type = ConfigType::kDuration,
       .default_value = "1s",
       .help = "How often a replica with live clients looks for events when nothing tells it that "
               "there are any.",
       .minimum = 0.1,
       .maximum = 60},
  };
}

// Long: a table, one entry per setting.
std::vector<Setting> ingestSettings() {
  return {
      {.key = "ingest.batch_rows_max",
       .type = ConfigType::kInteger,
       .default_value = "1000",
       .help = "Observations written in one transaction at most.",
       .unit = "rows",
       .minimum = 1,
       .maximum = 10000},
      {.key = "ingest.queue_max",
       .type = ConfigType::kInteger,
       .default_value = "10000",
       .help = "Pushes that may wait to be written; further ones are answered 503.",
       .unit = "pushes",
       .minimum = 1,
       .maximum = 1000000},
      {.key = "ingest.retry_for",
       .type = ConfigType::kDuration,
       .default_value = "5s",
       .help = "How long a batch is tried again after the database went away, before its pushes "
               "are answered 503; 0s doesn't try again.",
       .maximum = 60},
      {.key = "ingest.cached_services_max",
       .type = ConfigType::kInteger,
       .default_value = "200000",
       .help = "Services that a replica remembers, so that a push which changes nothing is written "
               "without reading them. With more it begins anew, and pushes cost more.",
       .unit = "services",
       .minimum = 1,
       .maximum = 10000000},
      {.key = "ingest.idempotency_keep",
       .type = ConfigType::kDuration,
       .default_value = "24h",
       .help = "How long a push with the same `idempotencyKey` gets its first answer.",
       .minimum = 60,
       .maximum = 2592000},
      {.key = "ingest.observed_at_tolerance",
       .type = ConfigType::kDuration,
       .default_value = "5s",
       .help = "An `observedAt` so far ahead of receipt is set to now without a warning.",
       .maximum = 300},
      {.key = "ingest.snapshot_retention",
       .type = ConfigType::kDuration,
       .default_value = "90d",
       .help = "A push whose `observedAt` is older is answered with a warning, and its observation "
               "is not stored.",
       .minimum = 86400,
       .maximum = 315360000},
  };
}

std::vector<Setting> silenceSettings() {
  return {
      {.key = "silence.unknown_after",
       .type = ConfigType::kDuration,
       .default_value = "120s",
       .help = "A service that is pushed becomes UNKNOWN without a push for so long; a service "
               "or push may set its own.",
       .minimum = 1,
       .maximum = 604800},
      {.key = "silence.down_after",
       .type = ConfigType::kDuration,
       .default_value = "300s",
       .help = "It becomes DOWN after so long; longer than `silence.unknown_after`.",
       .minimum = 1,
       .maximum = 604800},
      {.key = "silence.interval",
       .type = ConfigType::kDuration,
       .default_value = "60s",
       .help = "How often silent services are looked for.",
       .minimum = 1,
       .maximum = 3600},
      {.key = "heartbeat.interval",
       .type = ConfigType::kDuration,
       .default_value = "10s",
       .help = "How often each replica notes that the platform can take pushes.",
       .minimum = 1,
       .maximum = 60},
      {.key = "heartbeat.outage_after",
       .type = ConfigType::kDuration,
       .default_value = "30s",
       .help = "A longer gap between notes is an outage of the platform, in which silence doesn't "
               "count; longer than `heartbeat.interval`.",
       .minimum = 0.2,
       .maximum = 3600},
  };
}

}  // namespace

std::vector<Setting> serviceSettings() {
  std::vector<Setting> all = ingestSettings();
  for (const Setting& setting : silenceSettings()) all.push_back(setting);
  for (const Setting& setting : liveSettings()) all.push_back(setting);
  return all;
}

}  // namespace itops::config
