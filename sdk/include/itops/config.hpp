#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "itops/export.hpp"
#include "itops/secret.hpp"

namespace itops {

/// The type of a setting; the kernel checks the value before any plugin starts.
enum class ConfigType {
  kBool,      ///< true|false
  kInteger,   ///< 64-bit decimal
  kNumber,    ///< decimal fraction
  kDuration,  ///< `250ms`, `30s`, `5m`, `24h`, `90d`
  kText,
  kSecret,  ///< a text that is masked everywhere; also readable from `<VARIABLE>_FILE`
};

/// One setting of a plugin, part of its descriptor: constant data, no code runs to read it.
/// Its full key is `plugins.<plugin id>.<key>`, its variable `ITOPS_PLUGINS_<ID>_<KEY>`.
struct ConfigField {
  const char* key;  ///< snake_case
  ConfigType type;
  const char* default_value;  ///< text as an operator would write it; "" for none
  const char* help;           ///< one sentence for the configuration reference
  double minimum = 0;         ///< for kInteger, kNumber, kDuration (seconds); used when
  double maximum = 0;         ///< maximum > minimum
};

/// The plugin's own settings, checked and with defaults filled in. Constant for the life of the
/// process. Asking for a key that the descriptor doesn't declare, or as another type, is a
/// programming error and throws Error(kInternal). `need<Config>()` always succeeds. [any]
class ITOPS_EXPORT Config {
 public:
  static constexpr std::string_view kInterfaceId = "itops.config/1";

  virtual bool boolean(std::string_view key) const = 0;
  virtual std::int64_t integer(std::string_view key) const = 0;
  virtual double number(std::string_view key) const = 0;
  virtual std::chrono::milliseconds duration(std::string_view key) const = 0;
  virtual std::string text(std::string_view key) const = 0;
  virtual Secret secret(std::string_view key) const = 0;

 protected:
  ~Config() = default;
};

}  // namespace itops
