#include "http/head_scanner.hpp"

#include <cstring>

namespace itops::http {

HeadScanner::State HeadScanner::scan(std::string_view input) {
  while (position_ < input.size()) {
    const char* from = input.data() + position_;
    const auto* found = static_cast<const char*>(std::memchr(from, '\n', input.size() - position_));
    if (found == nullptr) {
      position_ = input.size();
      break;
    }
    const auto line_feed = static_cast<std::size_t>(found - input.data());
    if (line_feed == line_start_ || input[line_feed - 1] != '\r') return State::kBareLineFeed;
    const char first = input[line_start_];
    if (line_start_ > 0 && (first == ' ' || first == '\t')) return State::kFolded;
    const bool empty_line = line_feed == line_start_ + 1;
    position_ = line_start_ = line_feed + 1;
    if (empty_line) return State::kComplete;
  }
  return State::kMore;
}

}  // namespace itops::http
