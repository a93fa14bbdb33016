#pragma once

#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/push_value.hpp"
#include "ingest/warning.hpp"

namespace itops::ingest {

/// The longest part of a text in UTF-8 that has at most that many bytes and ends between
/// characters.
std::string_view cutBetweenCharacters(std::string_view text, std::size_t bytes_max);

/// The top-level members of a pushed JSON object, in order of appearance. Names and texts are views
/// of the body wherever they stand in it without escapes, so the body must outlive the document.
class PushDocument {
 public:
  struct Member {
    std::string_view name;
    PushValue value;
    bool used = false;  ///< somebody asked for it; the rest is reported as unexpected
  };

  /// Parses a body whatever its Content-Type. Of a repeated member the last counts; the earlier
  /// ones give a `field.ignored` warning. Throws Error(kInvalid, "json_invalid") with line and
  /// column for broken JSON, invalid UTF-8 or nesting over 64, and Error(kInvalid,
  /// "json_not_object") for anything that is not an object, including an empty body. [any]
  static PushDocument parse(std::string_view body, Warnings& warnings);

  PushDocument(PushDocument&&) noexcept = default;
  PushDocument& operator=(PushDocument&&) noexcept = default;

  /// The member, marked as used; null when absent or JSON null. Valid as long as the document.
  const PushValue* take(std::string_view name);

  /// Warns of each member that nobody took.
  void warnUnused(Warnings& warnings) const;

 private:
  friend class MemberCollector;
  PushDocument() = default;

  std::vector<Member> members_;
  std::vector<PushValue> items_;            ///< of all arrays
  std::forward_list<std::string> decoded_;  ///< texts that were written with escapes
};

}  // namespace itops::ingest
