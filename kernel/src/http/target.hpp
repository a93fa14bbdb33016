#pragma once

#include <optional>
#include <string_view>

#include "http/problem.hpp"

namespace itops::http {

/// A request target taken apart. Views into the text that was given.
struct Target {
  std::string_view raw_path = "/";  ///< undecoded, begins with `/`; `*` for OPTIONS *
  std::string_view raw_query = {};  ///< undecoded, without the question mark
};

/// Splits `/path?query`, `http://host/path?query` or `*`. A problem (400) when the form is another
/// one, percent-encoding is broken, or the decoded text holds NUL or is not UTF-8. [any]
std::optional<Problem> splitTarget(std::string_view text, Target& target);

}  // namespace itops::http
