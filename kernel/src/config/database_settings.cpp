#include <string_view>

#include "config/kernel_settings.hpp"

namespace itops::config {
namespace {

std::optional<std::string> checkPostgresUrl(std::string_view url) {
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return std::nullopt;
  return "postgresql://USER:PASSWORD@HOST:PORT/NAME";
}

// Long: a table, one entry per setting.
std::vector<Setting> databaseAddressSettings() {
  return {
      {.key = "database.host",
       .default_value = "localhost",
       .help = "Host of PostgreSQL. In development, without a host and URL, itops starts its own "
               "PostgreSQL.",
       .minimum = 1,
       .maximum = 253},
      {.key = "database.port",
       .type = ConfigType::kInteger,
       .default_value = "5432",
       .help = "Port of PostgreSQL.",
       .minimum = 1,
       .maximum = 65535},
      {.key = "database.name",
       .default_value = "itops",
       .help = "Name of the database.",
       .minimum = 1,
       .maximum = 63},
      {.key = "database.user",
       .default_value = "itops",
       .help = "Role to log in as; it needs CREATE on the database for migrations.",
       .minimum = 1,
       .maximum = 63},
      {.key = "database.password",
       .type = ConfigType::kSecret,
       .help = "Password of that role.",
       .minimum = 1,
       .maximum = 1024,
       .required_in_production = true,
       .required_unless = "database.url"},
      {.key = "database.sslmode",
       .default_value = "prefer",
       .help = "Encryption, in libpq's words; `verify-full` also checks the server's name.",
       .allowed = {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}},
      {.key = "database.url",
       .type = ConfigType::kSecret,
       .help = "`postgresql://USER:PASSWORD@HOST:PORT/NAME?sslmode=...`; overrides host, port, "
               "name, user, password and sslmode.",
       .minimum = 1,
       .maximum = 4096,
       .check = checkPostgresUrl},
  };
}

std::vector<Setting> databaseUseSettings() {
  return {
      {.key = "database.pool_size",
       .type = ConfigType::kInteger,
       .default_value = "8",
       .help = "Connections kept for requests.",
       .unit = "connections",
       .minimum = 1,
       .maximum = 256},
      {.key = "database.background_pool_size",
       .type = ConfigType::kInteger,
       .default_value = "4",
       .help = "Connections kept for jobs and for consumers of events.",
       .unit = "connections",
       .minimum = 1,
       .maximum = 256},
      {.key = "database.pool_wait",
       .type = ConfigType::kDuration,
       .default_value = "2s",
       .help = "Time to wait for a free connection, then 503.",
       .minimum = 0.01,
       .maximum = 60},
      {.key = "database.statement_timeout",
       .type = ConfigType::kDuration,
       .default_value = "10s",
       .help = "PostgreSQL cancels statements that run longer.",
       .minimum = 0.1,
       .maximum = 600},
      {.key = "database.connect_timeout",
       .type = ConfigType::kDuration,
       .default_value = "5s",
       .help = "Time for one attempt to connect.",
       .minimum = 1,
       .maximum = 60},
      {.key = "database.embedded_bin_dir",
       .help = "Folder of `initdb` and `postgres` for the embedded PostgreSQL. Empty: the newest "
               "version installed on the system.",
       .maximum = 1024},
  };
}

}  // namespace

std::vector<Setting> databaseSettings() {
  std::vector<Setting> all = databaseAddressSettings();
  for (const Setting& setting : databaseUseSettings()) all.push_back(setting);
  return all;
}

}  // namespace itops::config
