#include "config/kernel_settings.hpp"

namespace itops::config {
namespace {

std::vector<Setting> deliverySettings() {
  return {
      {.key = "events.batch_max",
       .type = ConfigType::kInteger,
       .default_value = "250",
       .help = "Deliveries of one consumer in one transaction at most.",
       .unit = "events",
       .minimum = 1,
       .maximum = 1000},
      {.key = "events.poll_interval",
       .type = ConfigType::kDuration,
       .default_value = "5s",
       .help = "How often a consumer looks for events unasked, such as those that a replica left "
               "behind which was killed; normally it is told at once.",
       .minimum = 0.1,
       .maximum = 60},
  };
}

std::vector<Setting> retrySettings() {
  return {
      {.key = "events.retry_min",
       .type = ConfigType::kDuration,
       .default_value = "1s",
       .help = "Pause after a consumer failed to handle an event; doubled with each further time.",
       .minimum = 0.01,
       .maximum = 3600},
      {.key = "events.retry_max",
       .type = ConfigType::kDuration,
       .default_value = "5m",
       .help = "The longest such pause; not shorter than `events.retry_min`.",
       .minimum = 0.01,
       .maximum = 86400},
      {.key = "events.attempts_max",
       .type = ConfigType::kInteger,
       .default_value = "20",
       .help = "A delivery that failed so often is given up: it is dead, until an operator has it "
               "tried again.",
       .unit = "attempts",
       .minimum = 1,
       .maximum = 1000},
  };
}

std::vector<Setting> retentionSettings() {
  return {
      {.key = "events.keep",
       .type = ConfigType::kDuration,
       .default_value = "24h",
       .help = "How long an event is kept that everybody was told, for live views that come back.",
       .minimum = 60,
       .maximum = 2592000},
      {.key = "events.keep_undelivered",
       .type = ConfigType::kDuration,
       .default_value = "7d",
       .help = "How long an event waits for a consumer that is switched off; then its delivery is "
               "dead. A consumer that no replica had code for during that time is forgotten.",
       .minimum = 60,
       .maximum = 31536000},
      {.key = "events.keep_dead",
       .type = ConfigType::kDuration,
       .default_value = "30d",
       .help = "How long a dead delivery can be tried again, before it is deleted.",
       .minimum = 60,
       .maximum = 31536000},
  };
}

}  // namespace

std::vector<Setting> eventSettings() {
  std::vector<Setting> all = deliverySettings();
  for (const Setting& setting : retrySettings()) all.push_back(setting);
  for (const Setting& setting : retentionSettings()) all.push_back(setting);
  return all;
}

}  // namespace itops::config
