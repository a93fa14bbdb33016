#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace itops::ingest {

/// One JSON value as a push needs it: scalars, and arrays of scalars. What is nested deeper is
/// recognised as such but not kept. Its texts belong to the PushDocument that it is part of.
struct PushValue {
  enum class Kind : std::uint8_t { kNull, kBool, kInteger, kNumber, kText, kArray, kObject };

  Kind kind = Kind::kNull;
  bool boolean = false;
  std::int64_t integer = 0;
  double number = 0;      ///< set for kInteger too
  std::string_view text;  ///< kText decoded

  /// Elements of a kArray.
  std::span<const PushValue> items() const { return {first_item, item_count}; }

  const PushValue* first_item = nullptr;
  std::size_t item_count = 0;
};

}  // namespace itops::ingest
