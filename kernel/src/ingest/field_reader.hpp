#pragma once

#include <cstdint>
#include <forward_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/push_document.hpp"
#include "ingest/warning.hpp"
#include "itops/timestamp.hpp"

namespace itops::ingest {

/// Reads typed fields of a push and takes what can be read: numbers as texts, texts as numbers, a
/// lone text for a list. Whatever is bent gives a `field.coerced`, whatever can't be used a
/// `field.ignored` warning. One object per push, used from one thread; the views that it hands out
/// live as long as the document and the reader.
class FieldReader {
 public:
  FieldReader(PushDocument& document, Warnings& warnings)
      : document_(document), warnings_(warnings) {}

  /// A text of at most `length_max` bytes (longer ones are cut between characters, NUL is removed);
  /// empty optional when absent or unusable.
  std::optional<std::string_view> text(std::string_view name, std::size_t length_max);

  /// A copy; empty for a text of nothing but blanks too.
  std::optional<std::string> nonEmptyText(std::string_view name, std::size_t length_max);

  /// A finite number, also given as text.
  std::optional<double> number(std::string_view name);

  /// A whole number: fractions are rounded, what is beyond 64 bits is clamped, with a warning.
  std::optional<std::int64_t> integer(std::string_view name);

  /// Texts without blanks around them, empty ones and repetitions dropped, at most `count_max`.
  std::optional<std::vector<std::string>> texts(std::string_view name, std::size_t count_max,
                                                std::size_t length_max);

  /// An RFC 3339 time.
  std::optional<Timestamp> timestamp(std::string_view name);

  /// One of `allowed`, matched in any case; the fallback with warning `code` for anything else.
  /// Empty optional when absent.
  std::optional<std::string_view> word(std::string_view name,
                                       std::span<const std::string_view> allowed,
                                       std::string_view fallback, std::string_view code);

  void warn(std::string code, std::string_view field, std::string message);

 private:
  std::string_view clean(std::string_view name, std::string_view text, std::size_t length_max);
  std::optional<std::string_view> scalarText(const PushValue& value);
  std::string_view keep(std::string text);

  PushDocument& document_;
  Warnings& warnings_;
  std::forward_list<std::string> kept_;  ///< texts that had to be made
};

}  // namespace itops::ingest
