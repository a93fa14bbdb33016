#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace itops::tidy {

/// A C++ text taken apart; every part is as long as the text and keeps its lines.
struct Code {
  std::string code;     ///< comments, contents of literals and preprocessor lines are blanks
  std::string strings;  ///< contents of string literals alone
};

Code takeApart(std::string_view text);

/// One `#include`.
struct Include {
  std::string name;
  bool quoted = false;  ///< "name" rather than <name>
};

std::vector<Include> includesOf(std::string_view text);

}  // namespace itops::tidy
