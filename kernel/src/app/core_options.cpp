#include "app/core_options.hpp"

#include <algorithm>
#include <chrono>

namespace itops::app {
namespace {

using config::Settings;
using std::chrono::duration_cast;
using std::chrono::hours;
using std::chrono::seconds;

/// Of the writers of pushes (3) and syncs (4), the listener for notifications, the leader, the
/// migrator, people with psql.
constexpr int kOtherConnections = 16;

std::size_t size(const Settings& settings, std::string_view key) {
  return static_cast<std::size_t>(settings.integer(key));
}

}  // namespace

LogOptions logOptions(const Settings& settings) {
  LogOptions options;
  options.format = parseLogFormat(settings.text("logging.format")).value_or(options.format);
  options.level = parseLogLevel(settings.text("logging.level")).value_or(options.level);
  options.field_bytes_max = size(settings, "logging.field_bytes_max");
  return options;
}

http::ServerOptions serverOptions(const Settings& settings) {
  http::ServerOptions options;
  options.host = settings.text("server.host");
  options.port = static_cast<std::uint16_t>(settings.integer("server.port"));
  for (const auto port : settings.integers("server.extra_ports")) {
    options.extra_ports.push_back(static_cast<std::uint16_t>(port));
  }
  options.header_bytes_max = size(settings, "server.header_bytes_max");
  options.body_bytes_max = size(settings, "server.body_bytes_max");
  options.header_timeout = settings.duration("server.header_timeout");
  options.body_timeout = settings.duration("server.body_timeout");
  options.idle_timeout = settings.duration("server.idle_timeout");
  options.write_timeout = settings.duration("server.write_timeout");
  options.worker_threads = size(settings, "server.worker_threads");
  options.worker_queue_max = size(settings, "server.worker_queue_max");
  options.plugin_workers_max = static_cast<std::size_t>(handlersPerPlugin(settings));
  options.connections_max = size(settings, "server.connections_max");
  options.gzip = settings.boolean("server.gzip");
  options.cors_origins = settings.textList("server.cors_origins");
  options.trusted_proxies = settings.textList("server.trusted_proxies");
  options.stream_buffer_bytes_max = size(settings, "server.stream_buffer_bytes");
  options.rate_limit_per_second = settings.number("server.rate_limit_per_second");
  options.rate_limit_burst = static_cast<double>(settings.integer("server.rate_limit_burst"));
  options.access_log_sample =
      static_cast<std::uint32_t>(settings.integer("server.access_log_sample"));
  return options;
}

DatabaseOptions databaseOptions(const Settings& settings) {
  DatabaseOptions options;
  options.host = settings.text("database.host");
  options.port = static_cast<std::uint16_t>(settings.integer("database.port"));
  options.name = settings.text("database.name");
  options.user = settings.text("database.user");
  options.password = settings.secret("database.password");
  options.sslmode = settings.text("database.sslmode");
  options.url = settings.secret("database.url");
  options.pool_size = static_cast<int>(settings.integer("database.pool_size"));
  options.pool_wait = settings.duration("database.pool_wait");
  options.connect_timeout = settings.duration("database.connect_timeout");
  options.statement_timeout = settings.duration("database.statement_timeout");
  return options;
}

EmbeddedPostgresOptions embeddedOptions(const Settings& settings) {
  EmbeddedPostgresOptions options;
  options.data_dir = settings.text("data.dir");
  options.bin_dir = settings.text("database.embedded_bin_dir");
  options.connections_max = static_cast<int>(settings.integer("database.pool_size") +
                                             settings.integer("database.background_pool_size")) +
                            kOtherConnections;
  return options;
}

ingest::SilenceLimits silenceLimits(const Settings& settings) {
  return {duration_cast<seconds>(settings.duration("silence.unknown_after")),
          duration_cast<seconds>(settings.duration("silence.down_after"))};
}

ingest::IngestOptions ingestOptions(const Settings& settings) {
  ingest::IngestOptions options;
  options.rules.silence = silenceLimits(settings);
  options.rules.idempotency_keep = settings.duration("ingest.idempotency_keep");
  options.limits.batch_rows_max = size(settings, "ingest.batch_rows_max");
  options.limits.queue_max = size(settings, "ingest.queue_max");
  options.limits.retry_for = settings.duration("ingest.retry_for");
  options.cached_services_max = size(settings, "ingest.cached_services_max");
  return options;
}

events::EventOptions eventOptions(const Settings& settings) {
  events::EventOptions options;
  options.batch_max = static_cast<int>(settings.integer("events.batch_max"));
  options.poll_interval = settings.duration("events.poll_interval");
  // One is left for jobs.
  options.consumers_at_once = static_cast<int>(
      std::max<std::int64_t>(1, settings.integer("database.background_pool_size") - 1));
  options.retry = {settings.duration("events.retry_min"), settings.duration("events.retry_max"),
                   static_cast<int>(settings.integer("events.attempts_max"))};
  options.keep = settings.duration("events.keep");
  options.keep_undelivered = settings.duration("events.keep_undelivered");
  options.keep_dead = settings.duration("events.keep_dead");
  return options;
}

live::LiveOptions liveOptions(const Settings& settings) {
  live::LiveOptions options;
  options.streams_max = size(settings, "live.streams_max");
  options.heartbeat = settings.duration("live.heartbeat");
  options.poll_interval = settings.duration("live.poll_interval");
  options.keep = settings.duration("events.keep");
  return options;
}

ingest::TimeLimits timeLimits(const Settings& settings) {
  return {duration_cast<seconds>(settings.duration("ingest.observed_at_tolerance")),
          duration_cast<hours>(settings.duration("ingest.snapshot_retention"))};
}

identity::LoginOptions loginOptions(const Settings& settings) {
  return {duration_cast<seconds>(settings.duration("auth.access_token_lifetime")),
          duration_cast<seconds>(settings.duration("auth.session_lifetime")),
          settings.boolean("feature.local_auth")};
}

identity::ThrottleOptions throttleOptions(const Settings& settings) {
  identity::ThrottleOptions options;
  options.failures_max = static_cast<int>(settings.integer("auth.lockout_failures"));
  options.address_failures_max =
      static_cast<int>(settings.integer("auth.lockout_address_failures"));
  options.first_wait = duration_cast<seconds>(settings.duration("auth.lockout_wait"));
  options.longest_wait = duration_cast<seconds>(settings.duration("auth.lockout_wait_max"));
  return options;
}

outbound::OutboundOptions outboundOptions(const Settings& settings) {
  outbound::OutboundOptions options;
  std::vector<std::string> allowed = settings.textList("outbound.allow");
  for (std::string& entry : settings.textList("security.webhook_host_allowlist")) {
    allowed.push_back(std::move(entry));
  }
  options.allow = outbound::AllowList(allowed);
  options.proxy = settings.secret("outbound.proxy");
  options.ca_file = settings.text("outbound.ca_file");
  options.timeout_max = settings.duration("outbound.timeout_max");
  options.response_bytes_max = size(settings, "outbound.response_bytes_max");
  return options;
}

int handlersPerPlugin(const Settings& settings) {
  const auto workers = static_cast<int>(settings.integer("server.worker_threads"));
  return std::max(1, workers - std::max(1, workers / 4));
}

bool wantsEmbeddedDatabase(const Settings& settings) {
  return !settings.production() && !settings.isSet("database.host") &&
         !settings.isSet("database.url");
}

}  // namespace itops::app
