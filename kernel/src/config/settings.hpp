#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/origin.hpp"
#include "config/setting.hpp"
#include "config/value.hpp"
#include "itops/secret.hpp"

namespace itops::config {

/// A setting with its value and where that came from.
struct Entry {
  Setting setting;
  std::vector<Value> values;       ///< exactly one unless the setting is a list
  std::vector<std::string> texts;  ///< the same as they were written; a secret's stay empty
  Origin origin;
};

/// The checked settings of this process, each with a value. Constant once loaded; made by
/// loadSettings(). Asking for an unknown key or as another type is a programming error and throws
/// Error(kInternal, "setting_unknown" or "setting_type"). [any]
class Settings {
 public:
  explicit Settings(std::vector<Entry> entries);

  bool boolean(std::string_view key) const;
  std::int64_t integer(std::string_view key) const;
  double number(std::string_view key) const;
  std::chrono::milliseconds duration(std::string_view key) const;
  std::string text(std::string_view key) const;
  Secret secret(std::string_view key) const;
  std::vector<std::int64_t> integers(std::string_view key) const;
  std::vector<std::string> textList(std::string_view key) const;

  /// True when somebody gave the value (file, environment, withSecret); false for the default.
  bool isSet(std::string_view key) const;

  /// True when `server.environment` is `production`.
  bool production() const;

  /// A copy in which the secret has this value and the origin `generated`. For what development
  /// makes at its first start. Throws Error(kInternal) when the value breaks the setting's rules.
  Settings withSecret(std::string_view key, const Secret& value) const;

  /// All of them, in the order of the reference.
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  const Entry& entry(std::string_view key) const;
  template <class T>
  const T& single(std::string_view key) const;
  template <class T>
  std::vector<T> list(std::string_view key) const;

  std::vector<Entry> entries_;
  std::map<std::string, std::size_t, std::less<>> positions_;
};

}  // namespace itops::config
