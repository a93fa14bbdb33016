#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>

namespace itops::outbound {

/// A URL that may be called, parsed once: what is checked is what is called. Move-only.
class OutboundUrl {
 public:
  /// Throws Error(kInvalid, "outbound_url") for what is no http or https URL, has a user or
  /// password or control characters, or is over 8 KiB. [any]
  explicit OutboundUrl(const std::string& text);

  /// In lower case, without brackets of an IPv6 address and without a dot at the end.
  const std::string& host() const { return host_; }
  CURLU* handle() const { return handle_.get(); }

 private:
  struct Cleanup {
    void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
  };

  std::string part(CURLUPart which) const;

  std::unique_ptr<CURLU, Cleanup> handle_;
  std::string host_;
};

}  // namespace itops::outbound
