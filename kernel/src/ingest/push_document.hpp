#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/warning.hpp"

namespace itops::ingest {

/// One JSON value as a push needs it: scalars, and arrays of scalars. What is nested deeper is
/// recognised as such but not kept.
struct PushValue {
  enum class Kind { kNull, kBool, kInteger, kNumber, kText, kArray, kObject };

  Kind kind = Kind::kNull;
  bool boolean = false;
  std::int64_t integer = 0;
  double number = 0;             ///< set for kInteger too
  std::string text;              ///< kText decoded
  std::vector<PushValue> items;  ///< kArray
};

/// Cuts a text in UTF-8 to at most that many bytes, never inside a character.
void cutBetweenCharacters(std::string& text, std::size_t bytes_max);

/// The top-level members of a pushed JSON object, in order of appearance.
class PushDocument {
 public:
  struct Member {
    std::string name;
    PushValue value;
    bool used = false;  ///< somebody asked for it; the rest is reported as unexpected
  };

  /// Parses a body whatever its Content-Type. Of a repeated member the last counts; the earlier
  /// ones give a `field.ignored` warning. Throws Error(kInvalid, "json_invalid") with line and
  /// column for broken JSON, invalid UTF-8 or nesting over 64, and Error(kInvalid,
  /// "json_not_object") for anything that is not an object, including an empty body. [any]
  static PushDocument parse(std::string_view body, Warnings& warnings);

  /// The member, marked as used, for the caller to move from; null when absent or JSON null.
  PushValue* take(std::string_view name);

  /// Warns of each member that nobody took.
  void warnUnused(Warnings& warnings) const;

 private:
  std::vector<Member> members_;
};

}  // namespace itops::ingest
