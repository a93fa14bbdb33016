#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace itops::config {

/// Collects what is wrong while loading, so that all of it can be told at once. Of each kind at
/// most kShownMax lines are kept; the last one then says how many there were. One thread.
class Problems {
 public:
  static constexpr std::size_t kShownMax = 100;

  /// One full line that names the place, what was found and what was expected.
  /// @param key the setting that has no right value because of it; empty when there is none
  void error(std::string line, std::string_view key = {});
  void warning(std::string line);

  bool hasErrors() const { return error_count_ > 0; }

  /// True when an error was told of this setting, so that what follows from it needs no telling.
  bool isRefused(std::string_view key) const { return refused_.contains(key); }

  std::vector<std::string> errors() const { return shown(errors_, error_count_, "errors"); }
  std::vector<std::string> warnings() const { return shown(warnings_, warning_count_, "warnings"); }

 private:
  static std::vector<std::string> shown(std::vector<std::string> lines, std::size_t count,
                                        const char* kind);

  std::vector<std::string> errors_;
  std::vector<std::string> warnings_;
  std::set<std::string, std::less<>> refused_;
  std::size_t error_count_ = 0;
  std::size_t warning_count_ = 0;
};

}  // namespace itops::config
