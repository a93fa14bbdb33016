#pragma once

#include <string>
#include <string_view>

#include "itops/export.hpp"

namespace itops::test {

/// Served by the tests: writes down what happens in plugins, in order. [any]
class ITOPS_EXPORT Journal {
 public:
  static constexpr std::string_view kInterfaceId = "test.journal/1";
  virtual void note(const std::string& text) = 0;

 protected:
  ~Journal() = default;
};

/// Served by the tests: holds a call inside a plugin until the test lets it go. [any]
class ITOPS_EXPORT Turnstile {
 public:
  static constexpr std::string_view kInterfaceId = "test.turnstile/1";
  virtual void pass() = 0;

 protected:
  ~Turnstile() = default;
};

/// Offered by the plugin `greeter`, used by the plugin `caller`.
class ITOPS_EXPORT Greeter {
 public:
  static constexpr std::string_view kInterfaceId = "test.greeter/1";

  /// Throws Error(kInvalid, "name_missing") without a name, a std::exception of its own for "?".
  virtual std::string greet(std::string_view name) = 0;

 protected:
  ~Greeter() = default;
};

}  // namespace itops::test
