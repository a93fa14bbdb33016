#pragma once

#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace itops::tidy {

/// A character of names.
inline bool isWord(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

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
