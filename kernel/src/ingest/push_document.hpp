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
    Member(std::string_view given, const PushValue& of)
        : name(given), mark(markOf(given)), value(of) {}

    std::string_view name;
    std::size_t mark;  ///< of the name, so that a search seldom compares texts
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

  /// Tells almost all field names apart.
  static std::size_t markOf(std::string_view name) {
    return name.empty() ? 0 : name.size() << 8 | static_cast<unsigned char>(name.front());
  }

 private:
  friend class MemberCollector;
  PushDocument() = default;

  std::vector<Member> members_;
  std::size_t next_ = 0;                    ///< where the next search begins
  std::vector<PushValue> items_;            ///< of all arrays
  std::forward_list<std::string> decoded_;  ///< texts that were written with escapes
};

}  // namespace itops::ingest
