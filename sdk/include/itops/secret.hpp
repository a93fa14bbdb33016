#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace itops {

/// A text that must never reach a log, an answer or an audit row. It cannot be printed or
/// formatted; reading it takes the explicit `reveal()`, which a reviewer can search for. A value;
/// copies are as secret as the original. The memory is not wiped. Never throws.
class Secret {
 public:
  /// An empty secret: nothing was configured.
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}

  /// The text itself. The reference lives as long as this object. [any]
  const std::string& reveal() const { return value_; }

  /// True when nothing was configured. [any]
  bool empty() const { return value_.empty(); }

 private:
  std::string value_;
};

}  // namespace itops
