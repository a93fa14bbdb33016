#include "database/connection_string.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "itops/error.hpp"

namespace itops {
namespace {

using Settings = std::map<std::string, std::string>;

constexpr int kPoolSizeMax = 1'000;
constexpr std::array kSslModes{"disable", "allow", "prefer", "require", "verify-ca", "verify-full"};

[[noreturn]] void refuse(const std::string& message) {
  throw Error(ErrorKind::kInvalid, "database_options", message);
}

struct OptionsDeleter {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

/// libpq's own message repeats the URL, password included, so it is left out.
Settings settingsFromUrl(const std::string& url) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, OptionsDeleter> parsed(
      PQconninfoParse(url.c_str(), &message));
  PQfreemem(message);
  if (!parsed) {
    refuse(
        "The database URL can't be read. Expected postgresql://user:password@host:port/name with "
        "special characters as %XX, or key=value pairs.");
  }
  Settings settings;
  for (const PQconninfoOption* option = parsed.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) settings[option->keyword] = option->val;
  }
  return settings;
}

Settings settingsFromParts(const DatabaseOptions& options) {
  Settings settings{{"host", options.host},
                    {"port", std::to_string(options.port)},
                    {"dbname", options.name},
                    {"user", options.user},
                    {"sslmode", options.sslmode}};
  if (!options.password.empty()) settings["password"] = options.password.reveal();
  return settings;
}

std::string sessionOptions(const DatabaseOptions& options) {
  const auto timeout = [](const char* name, std::chrono::milliseconds value) {
    return std::string(" -c ") + name + "=" + std::to_string(value.count());
  };
  std::string further;
  for (const auto& [name, value] : options.session_settings) {
    further.append(" -c ").append(name).append("=").append(value);
  }
  // A day's snapshots under a BRIN index make the planner start parallel workers for windows that
  // one process reads three times faster.
  return "-c TimeZone=UTC -c DateStyle=ISO,YMD -c bytea_output=hex -c extra_float_digits=1"
         " -c standard_conforming_strings=on -c max_parallel_workers_per_gather=0"
         " -c default_transaction_isolation=read\\ committed" +
         timeout("statement_timeout", options.statement_timeout) +
         timeout("lock_timeout", options.lock_timeout) +
         timeout("idle_in_transaction_session_timeout", options.idle_in_transaction_timeout) +
         further;
}

std::string connectSeconds(std::chrono::milliseconds timeout) {
  return std::to_string(
      std::max<std::int64_t>(2, std::chrono::ceil<std::chrono::seconds>(timeout).count()));
}

void addSessionSettings(Settings& settings, const DatabaseOptions& options) {
  std::string& startup = settings["options"];
  if (!startup.empty()) startup += ' ';
  startup += sessionOptions(options);
  settings["client_encoding"] = "UTF8";
  settings.try_emplace("application_name", options.application_name);
  settings.try_emplace("connect_timeout", connectSeconds(options.connect_timeout));
  // A peer that vanished without a word is noticed within half a minute.
  settings.try_emplace("keepalives_idle", "15");
  settings.try_emplace("keepalives_interval", "5");
  settings.try_emplace("keepalives_count", "3");
}

void check(const DatabaseOptions& options) {
  if (options.pool_size < 1 || options.pool_size > kPoolSizeMax) {
    refuse("The database pool size is " + std::to_string(options.pool_size) +
           "; it must be between 1 and " + std::to_string(kPoolSizeMax) + ".");
  }
  if (std::find(kSslModes.begin(), kSslModes.end(), options.sslmode) == kSslModes.end()) {
    refuse("The database sslmode '" + options.sslmode +
           "' is unknown; use disable, allow, prefer, require, verify-ca or verify-full.");
  }
  if (options.password.reveal().find('\0') != std::string::npos) {
    refuse("The database password contains the character U+0000; remove it.");
  }
}

std::string quotedValue(const std::string& value) {
  std::string text = "'";
  for (const char character : value) {
    if (character == '\'' || character == '\\') text.push_back('\\');
    text.push_back(character);
  }
  return text + "'";
}

}  // namespace

std::string connectionString(const DatabaseOptions& options) {
  check(options);
  Settings settings =
      options.url.empty() ? settingsFromParts(options) : settingsFromUrl(options.url.reveal());
  addSessionSettings(settings, options);
  std::string text;
  for (const auto& [name, value] : settings) text += name + "=" + quotedValue(value) + " ";
  return text;
}

}  // namespace itops
