#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace itops::tidy {

/// A function with a body. Those inside another one (lambdas, local classes) belong to it.
struct Function {
  std::string head;            ///< what stands before the body, on one line
  std::size_t head_line = 0;   ///< where that begins, from 1
  std::size_t first_line = 0;  ///< of the opening brace
  std::size_t last_line = 0;   ///< of the closing brace

  std::size_t lines() const { return last_line - first_line + 1; }
};

/// Finds functions by counting braces. @param code as takeApart() gives it
std::vector<Function> functionsOf(std::string_view code);

}  // namespace itops::tidy
