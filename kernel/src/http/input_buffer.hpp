#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace itops::http {

/// Bytes of a connection that were read but not yet used. Holds no memory while it is empty, so
/// that idle connections cost little.
class InputBuffer {
 public:
  bool empty() const { return start_ == text_.size(); }
  std::string_view view() const { return std::string_view(text_).substr(start_); }

  void append(std::string_view bytes) {
    text_.erase(0, start_);
    start_ = 0;
    text_ += bytes;
  }

  void consume(std::size_t count) {
    start_ += count;
    if (empty()) release();
  }

  void release() {
    std::string().swap(text_);
    start_ = 0;
  }

 private:
  std::string text_;
  std::size_t start_ = 0;
};

}  // namespace itops::http
