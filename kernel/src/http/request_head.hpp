#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace itops::http {

/// One header as the client wrote it, value trimmed.
struct HeaderField {
  std::string_view name;
  std::string_view value;
};

/// Request line and headers. Views into the text that was parsed.
struct RequestHead {
  std::string_view method;
  std::string_view target;
  bool http11 = true;
  bool keep_alive = false;
  bool chunked = false;
  std::uint64_t content_length = 0;
  std::vector<HeaderField> fields;

  bool hasBody() const { return chunked || content_length > 0; }
};

}  // namespace itops::http
