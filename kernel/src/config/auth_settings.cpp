#include "config/kernel_settings.hpp"

namespace itops::config {
namespace {

std::vector<Setting> loginSettings() {
  return {
      {.key = "auth.access_token_lifetime",
       .type = ConfigType::kDuration,
       .default_value = "1h",
       .help = "How long an access token counts; then it is refreshed.",
       .minimum = 60,
       .maximum = 86400},
      {.key = "auth.session_lifetime",
       .type = ConfigType::kDuration,
       .default_value = "7d",
       .help = "How long a login can be refreshed; then it is made anew.",
       .minimum = 300,
       .maximum = 7776000},
      {.key = "auth.login_threads",
       .type = ConfigType::kInteger,
       .default_value = "1",
       .help = "Threads that check passwords, which takes some 50 ms and 64 MiB each. They have a "
               "lower priority than all others.",
       .unit = "threads",
       .minimum = 1,
       .maximum = 64},
      {.key = "auth.login_queue_max",
       .type = ConfigType::kInteger,
       .default_value = "64",
       .help = "Logins that may wait for such a thread; further ones are answered 503.",
       .unit = "logins",
       .minimum = 1,
       .maximum = 10000},
      {.key = "auth.directory_threads",
       .type = ConfigType::kInteger,
       .default_value = "4",
       .help = "Threads that wait for directories, so that local accounts never do.",
       .unit = "threads",
       .minimum = 1,
       .maximum = 64},
  };
}

std::vector<Setting> lockOutSettings() {
  return {
      {.key = "auth.lockout_failures",
       .type = ConfigType::kInteger,
       .default_value = "10",
       .help = "Failed logins of a name, known or not, after which it is answered 429; counted by "
               "each replica for itself.",
       .unit = "logins",
       .minimum = 1,
       .maximum = 1000000},
      {.key = "auth.lockout_address_failures",
       .type = ConfigType::kInteger,
       .default_value = "100",
       .help = "The same of an address, behind which there may be many people. Behind a proxy set "
               "server.trusted_proxies.",
       .unit = "logins",
       .minimum = 1,
       .maximum = 1000000},
      {.key = "auth.lockout_wait",
       .type = ConfigType::kDuration,
       .default_value = "30s",
       .help = "How long it is then; doubled with each further failure, a tenth more or less.",
       .minimum = 1,
       .maximum = 3600},
      {.key = "auth.lockout_wait_max",
       .type = ConfigType::kDuration,
       .default_value = "15m",
       .help = "The longest such wait.",
       .minimum = 1,
       .maximum = 86400},
  };
}

std::vector<Setting> providerSettings() {
  return {
      {.key = "auth.file",
       .help = "File with the `auth` section that declares the providers (docs/auth.md), in place "
               "of `auth` in the configuration files. One that can't be read changes nothing.",
       .minimum = 1,
       .maximum = 4096},
      {.key = "auth.secrets_dir",
       .default_value = "/etc/itops/secrets",
       .help = "Folder in which `bindPasswordSecret` of a provider is found, as `<name>/<key>`.",
       .minimum = 1,
       .maximum = 4096},
      {.key = "auth.ldap_bind_password",
       .type = ConfigType::kSecret,
       .help = "Bind password of directories that name no file for it."},
      {.key = "auth.sync_interval",
       .type = ConfigType::kDuration,
       .default_value = "15m",
       .help = "How often accounts are brought up to their directories, also of people who don't "
               "log in.",
       .minimum = 10,
       .maximum = 86400},
  };
}

std::vector<Setting> featureSettings() {
  return {
      {.key = "feature.local_auth",
       .type = ConfigType::kBool,
       .default_value = "true",
       .help = "Lets local accounts log in with their passwords."},
      {.key = "bootstrap.admin_password",
       .type = ConfigType::kSecret,
       .help = "Password of the first administrator, `admin`, who is made when there is no account "
               "yet. Without it development makes one and prints it; production waits for "
               "`itops admin create`.",
       .minimum = 8,
       .maximum = 1024},
  };
}

std::vector<Setting> licenseSettings() {
  return {
      {.key = "license.key",
       .type = ConfigType::kSecret,
       .help = "The licence, a signed token. Without one everything runs."},
      {.key = "license.public_key",
       .help = "Key that licences are checked with, as `itops license keygen` prints it.",
       .minimum = 40,
       .maximum = 64},
      {.key = "license.required",
       .type = ConfigType::kBool,
       .default_value = "false",
       .help = "Tells of plugins that the licence does not cover. They run on all the same."},
  };
}

}  // namespace

std::vector<Setting> authSettings() {
  std::vector<Setting> all;
  // The feature stands beside that of accessSettings(), as settings of one section do.
  for (const auto& part : {featureSettings(), loginSettings(), lockOutSettings(),
                           providerSettings(), licenseSettings()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace itops::config
