#pragma once

#include <cstddef>
#include <string_view>

namespace itops::http {

/// Finds the end of a request's head in a growing buffer. Each byte is looked at once, so a client
/// that sends a byte a second costs next to nothing. Refuses what parsers are known to disagree
/// about and Beast would let pass: lines that end in a bare LF, and folded header lines.
class HeadScanner {
 public:
  enum class State { kMore, kComplete, kBareLineFeed, kFolded };

  /// Goes on where the last call ended. @param input the same bytes as before with more at the end
  State scan(std::string_view input);

  /// Bytes of the head with its empty line, once complete.
  std::size_t length() const { return position_; }

  /// Forgets everything, for the next request.
  void reset() { position_ = line_start_ = 0; }

 private:
  std::size_t position_ = 0;
  std::size_t line_start_ = 0;
};

}  // namespace itops::http
