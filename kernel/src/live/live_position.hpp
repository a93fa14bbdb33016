#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "itops/timestamp.hpp"

namespace itops::live {

/// Where an event stands in the order in which all readers see them: by transaction, then by id.
/// Nothing ever appears before a position that could be read.
struct LivePosition {
  std::int64_t transaction_id = 0;
  std::int64_t event_id = 0;

  auto operator<=>(const LivePosition&) const = default;
};

/// What a client sends back to go on where it was: a position, and when it was known to be the
/// newest, which tells whether what came after is still kept. Opaque to clients.
struct LiveCursor {
  LivePosition position;
  Timestamp as_of{};

  /// Letters, digits and dots. [any]
  std::string encode() const;
  /// Empty for anything that encode() didn't make. [any]
  static std::optional<LiveCursor> decode(std::string_view text);
};

}  // namespace itops::live
