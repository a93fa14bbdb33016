#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace itops {

/// One line of a CSV answer (RFC 4180), cell by cell. A text that a spreadsheet would take for a
/// formula gets a leading apostrophe. [any]
class CsvLine {
 public:
  /// Texts are quoted, whatever is in them.
  CsvLine& add(std::string_view text);
  CsvLine& add(std::int64_t number);

  /// The line with its end; this builder is empty afterwards.
  std::string take();

 private:
  std::string line_;
};

}  // namespace itops
