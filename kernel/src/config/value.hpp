#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "config/setting.hpp"
#include "itops/secret.hpp"

namespace itops::config {

/// One value, in the type that its setting's ConfigType names.
using Value =
    std::variant<bool, std::int64_t, double, std::chrono::milliseconds, std::string, Secret>;

/// Why a text is no value: both halves of "found ..., expected ...". Never holds a secret.
struct BadValue {
  std::string found;
  std::string expected;
};

/// Reads one value (one item of a list) and checks it against type, range, allowed texts and the
/// setting's own rule. An empty text or secret is a value; whether it may be missing is not checked
/// here. [any]
std::variant<Value, BadValue> parseValue(const Setting& setting, std::string_view text);

}  // namespace itops::config
