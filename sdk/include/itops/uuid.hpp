#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace itops {

/// A 128-bit identifier, shown as 36 lower-case characters (`8-4-4-4-12`). A value type, free to
/// copy; the default value is the nil UUID.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};  ///< in the order in which they are shown

  /// A new time-ordered UUID (version 7, RFC 9562): inserts stay local in an index. [any]
  static Uuid generate();

  /// Reads the 36-character form in either case; empty for anything else. [any]
  static std::optional<Uuid> parse(std::string_view text);

  /// The canonical lower-case form. [any]
  std::string toString() const;

  /// By bytes; of generated ones the older is the smaller, to the millisecond. [any]
  auto operator<=>(const Uuid&) const = default;
};

}  // namespace itops
