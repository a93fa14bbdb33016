#pragma once

#include <string>
#include <string_view>

namespace itops::app {

/// The same JSON with a line per member and element and two blanks per level, so that two versions
/// can be compared line by line. Empty objects and lists stay on their line; there is no line end
/// at the end. @param json valid and without blanks between its tokens, as a serializer writes it
std::string indentedJson(std::string_view json);

}  // namespace itops::app
