#include "plugin/response_check.hpp"

#include <algorithm>

namespace itops::plugin {
namespace {

bool isPlain(const std::string& text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
  });
}

}  // namespace

std::string answerFault(const Response& response) {
  if (response.status < 200 || response.status > 599) {
    return "it answered the status " + std::to_string(response.status) + "; use 200 to 599";
  }
  if (!isPlain(response.content_type)) return "its content type holds control characters";
  for (const auto& [name, value] : response.headers) {
    if (name.empty() || !isPlain(name)) return "it answered a header without a usable name";
    if (!isPlain(value)) return "its header " + name + " holds control characters";
  }
  return {};
}

}  // namespace itops::plugin
