#include "http/target.hpp"

#include <algorithm>

#include "http/percent.hpp"

namespace itops::http {
namespace {

Problem badTarget(const char* why) {
  return {400, "target_invalid", std::string("The request target ") + why};
}

// Leaves the path of `http://host/path`; a text without a scheme stays as it is.
void dropAuthority(std::string_view& text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!text.starts_with(scheme)) continue;
    const auto path = text.find_first_of("/?", scheme.size());
    text.remove_prefix(path == text.npos ? text.size() : path);
    return;
  }
}

bool allAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0; });
}

}  // namespace

std::optional<Problem> splitTarget(std::string_view text, Target& target) {
  target = {};
  if (text.find('#') != text.npos) return badTarget("has a fragment (#): leave it out.");
  if (!percentValid(text)) {
    return badTarget("has a % without two hexadecimal digits: encode a percent sign as %25.");
  }
  const bool encoded = text.find('%') != text.npos;
  if ((encoded || !allAscii(text)) && !plainUtf8(percentDecode(text))) {
    return badTarget("must decode to UTF-8 without NUL.");
  }
  if (text == "*") {
    target.raw_path = text;
    return std::nullopt;
  }
  dropAuthority(text);
  const auto question = text.find('?');
  if (question != text.npos) target.raw_query = text.substr(question + 1);
  const auto path = text.substr(0, question);
  if (!path.empty()) target.raw_path = path;
  if (target.raw_path.front() != '/') return badTarget("must begin with / or http://.");
  return std::nullopt;
}

}  // namespace itops::http
