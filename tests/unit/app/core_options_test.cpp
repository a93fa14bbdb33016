#include "app/core_options.hpp"

#include <gtest/gtest.h>

#include "config/load.hpp"

namespace itops::app {
namespace {

config::Settings settingsWith(const config::Environment& environment) {
  return config::loadSettings({.environment = environment}, {}).settings.value();
}

// Tests and tools construct the option types without settings; they must meet the same limits.

TEST(CoreOptions, OfTheServerDefaultToTheSettings) {
  const http::ServerOptions plain;
  const auto set = serverOptions(settingsWith({}));
  EXPECT_EQ(set.host, plain.host);
  EXPECT_EQ(set.port, plain.port);
  EXPECT_EQ(set.extra_ports, plain.extra_ports);
  EXPECT_EQ(set.header_bytes_max, plain.header_bytes_max);
  EXPECT_EQ(set.body_bytes_max, plain.body_bytes_max);
  EXPECT_EQ(set.header_timeout, plain.header_timeout);
  EXPECT_EQ(set.body_timeout, plain.body_timeout);
  EXPECT_EQ(set.idle_timeout, plain.idle_timeout);
  EXPECT_EQ(set.write_timeout, plain.write_timeout);
  EXPECT_EQ(set.worker_threads, plain.worker_threads);
  EXPECT_EQ(set.worker_queue_max, plain.worker_queue_max);
  EXPECT_EQ(set.connections_max, plain.connections_max);
  EXPECT_EQ(set.access_log_sample, plain.access_log_sample);
}

TEST(CoreOptions, OfTheDatabaseDefaultToTheSettings) {
  const DatabaseOptions plain;
  const auto set = databaseOptions(settingsWith({}));
  EXPECT_EQ(set.host, plain.host);
  EXPECT_EQ(set.port, plain.port);
  EXPECT_EQ(set.name, plain.name);
  EXPECT_EQ(set.user, plain.user);
  EXPECT_EQ(set.sslmode, plain.sslmode);
  EXPECT_EQ(set.pool_size, plain.pool_size);
  EXPECT_EQ(set.pool_wait, plain.pool_wait);
  EXPECT_EQ(set.connect_timeout, plain.connect_timeout);
  EXPECT_EQ(set.statement_timeout, plain.statement_timeout);
}

TEST(CoreOptions, OfIngestDefaultToTheSettings) {
  const ingest::IngestOptions plain;
  const auto set = ingestOptions(settingsWith({}));
  EXPECT_EQ(set.rules.silence, plain.rules.silence);
  EXPECT_EQ(set.rules.idempotency_keep, plain.rules.idempotency_keep);
  EXPECT_EQ(set.limits.batch_rows_max, plain.limits.batch_rows_max);
  EXPECT_EQ(set.limits.queue_max, plain.limits.queue_max);
  EXPECT_EQ(set.limits.retry_for, plain.limits.retry_for);
  EXPECT_EQ(set.cached_services_max, plain.cached_services_max);
}

TEST(CoreOptions, OfPushTimesAndTheLogDefaultToTheSettings) {
  const auto settings = settingsWith({});
  EXPECT_EQ(timeLimits(settings).ahead_tolerance, ingest::TimeLimits().ahead_tolerance);
  EXPECT_EQ(timeLimits(settings).snapshot_retention, ingest::TimeLimits().snapshot_retention);
  EXPECT_EQ(logOptions(settings).format, LogOptions().format);
  EXPECT_EQ(logOptions(settings).level, LogOptions().level);
  EXPECT_EQ(logOptions(settings).field_bytes_max, LogOptions().field_bytes_max);
}

TEST(CoreOptions, FollowTheBoundsOfIngest) {
  const auto set = ingestOptions(settingsWith({{"ITOPS_INGEST_CACHED_SERVICES_MAX", "7"},
                                               {"ITOPS_INGEST_BATCH_ROWS_MAX", "8"},
                                               {"ITOPS_INGEST_QUEUE_MAX", "9"},
                                               {"ITOPS_INGEST_RETRY_FOR", "10s"}}));
  EXPECT_EQ(set.cached_services_max, 7U);
  EXPECT_EQ(set.limits.batch_rows_max, 8U);
  EXPECT_EQ(set.limits.queue_max, 9U);
  EXPECT_EQ(set.limits.retry_for, std::chrono::seconds(10));
}

TEST(CoreOptions, AllowCallsToWhatEitherListNames) {
  const auto set =
      outboundOptions(settingsWith({{"ITOPS_OUTBOUND_ALLOW", "a.example,10.0.0.0/8"},
                                    {"ITOPS_SECURITY_WEBHOOK_HOST_ALLOWLIST", "b.example"},
                                    {"ITOPS_OUTBOUND_PROXY", "http://proxy:3128"},
                                    {"ITOPS_OUTBOUND_CA_FILE", "/ca.pem"},
                                    {"ITOPS_OUTBOUND_TIMEOUT_MAX", "7s"},
                                    {"ITOPS_OUTBOUND_RESPONSE_BYTES_MAX", "2048"}}));
  EXPECT_TRUE(set.allow.allowsHost("a.example"));
  EXPECT_TRUE(set.allow.allowsHost("b.example"));
  EXPECT_FALSE(set.allow.allowsHost("c.example"));
  EXPECT_TRUE(set.allow.allowsAddress(*net::IpAddress::parse("10.1.2.3")));
  EXPECT_EQ(set.proxy.reveal(), "http://proxy:3128");
  EXPECT_EQ(set.ca_file, "/ca.pem");
  EXPECT_EQ(set.timeout_max, std::chrono::seconds(7));
  EXPECT_EQ(set.response_bytes_max, 2048U);
}

}  // namespace
}  // namespace itops::app
