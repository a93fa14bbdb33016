#include "outbound/outbound_url.hpp"

#include <algorithm>

#include "itops/error.hpp"
#include "outbound/allow_list.hpp"

namespace itops::outbound {
namespace {

constexpr std::size_t kUrlBytesMax = 8192;

[[noreturn]] void refuse(const std::string& reason) {
  throw Error(ErrorKind::kInvalid, "outbound_url",
              "The URL can't be called: " + reason +
                  ". Give http://HOST/... or https://HOST/..., without user and password.");
}

bool isPrintable(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c != '\x7F'; });
}

}  // namespace

// The reason never repeats the URL, which may carry a secret in its query.
OutboundUrl::OutboundUrl(const std::string& text) : handle_(curl_url()) {
  if (text.size() > kUrlBytesMax) {
    refuse("it has " + std::to_string(text.size()) + " bytes, more than " +
           std::to_string(kUrlBytesMax));
  }
  if (!isPrintable(text)) refuse("it has spaces, control characters or letters beyond ASCII");
  const CURLUcode code =
      curl_url_set(handle_.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER);
  if (code != CURLUE_OK) refuse(curl_url_strerror(code));
  const std::string scheme = part(CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") refuse("its scheme is " + scheme);
  host_ = normalHost(part(CURLUPART_HOST));
  if (host_.starts_with('[') && host_.ends_with(']')) host_ = host_.substr(1, host_.size() - 2);
  if (host_.empty()) refuse("it has no host");
}

std::string OutboundUrl::part(CURLUPart which) const {
  char* text = nullptr;
  if (curl_url_get(handle_.get(), which, &text, 0) != CURLUE_OK) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

}  // namespace itops::outbound
