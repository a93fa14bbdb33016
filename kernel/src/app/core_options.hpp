#pragma once

#include "config/settings.hpp"
#include "database/embedded_postgres.hpp"
#include "database/options.hpp"
#include "events/event_options.hpp"
#include "http/server_options.hpp"
#include "identity/login_service.hpp"
#include "ingest/ingest_options.hpp"
#include "live/live_options.hpp"
#include "logging/log_system.hpp"
#include "outbound/outbound_options.hpp"

/// Settings as the modules' own option types: the one place that knows both names. [any]
namespace itops::app {

LogOptions logOptions(const config::Settings& settings);
http::ServerOptions serverOptions(const config::Settings& settings);
DatabaseOptions databaseOptions(const config::Settings& settings);
EmbeddedPostgresOptions embeddedOptions(const config::Settings& settings);
ingest::IngestOptions ingestOptions(const config::Settings& settings);
events::EventOptions eventOptions(const config::Settings& settings);
live::LiveOptions liveOptions(const config::Settings& settings);
ingest::TimeLimits timeLimits(const config::Settings& settings);
ingest::SilenceLimits silenceLimits(const config::Settings& settings);
outbound::OutboundOptions outboundOptions(const config::Settings& settings);

identity::LoginOptions loginOptions(const config::Settings& settings);
identity::ThrottleOptions throttleOptions(const config::Settings& settings);

/// Requests that may be inside one plugin at once: a quarter of the workers is left to the others.
int handlersPerPlugin(const config::Settings& settings);

/// True when this process is to run a PostgreSQL of its own: in development, with neither
/// `database.host` nor `database.url` given.
bool wantsEmbeddedDatabase(const config::Settings& settings);

}  // namespace itops::app
