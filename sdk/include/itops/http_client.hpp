#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "itops/export.hpp"
#include "itops/router.hpp"
#include "itops/secret.hpp"

namespace itops {

/// One call to another system. A value.
struct OutboundRequest {
  Method method = Method::kGet;
  std::string url;  ///< http:// or https://, no user or password inside
  std::vector<std::pair<std::string, std::string>> headers = {};
  /// Sent as `Authorization: Bearer ...` when not empty; kept out of every log.
  Secret bearer_token = {};
  std::string body = {};
  std::string content_type = "application/json";  ///< of the body; unused without one
  std::chrono::milliseconds timeout{10'000};      ///< for all of it, from look-up to the last byte
  std::size_t response_bytes_max = 1024 * 1024;   ///< of the body
};

/// What came back, whatever its status.
struct OutboundResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};

  /// True for 2xx.
  bool ok() const { return status >= 200 && status < 300; }
};

/// Calls other systems over HTTP. Certificates are verified against the system's authorities.
/// Redirects are not followed: the 3xx is the answer. Addresses that only this machine or its
/// network can reach (loopback, private, link-local, of whatever the name resolves to) are refused
/// unless `outbound.allow` lists the host. Nothing is tried again: that is the caller's decision.
/// Answers are not decompressed; proxies are the operator's (`outbound.proxy`). Time and answer are
/// bounded by the operator's settings too (`outbound.timeout_max`, `outbound.response_bytes_max`).
/// Calls, failures and seconds are metrics by plugin and host.
/// `need<HttpClient>()` always succeeds when listed; kernel-owned.
class ITOPS_EXPORT HttpClient {
 public:
  static constexpr std::string_view kInterfaceId = "itops.http_client/1";

  /// Sends and waits. Throws Error(kInvalid, "outbound_url") for what is no such URL,
  /// Error(kInvalid, "outbound_header") for a header that would break the request or is the
  /// kernel's (Host, Content-Length, Transfer-Encoding, Connection, Expect), Error(kForbidden,
  /// "outbound_refused") for an address that is not allowed, Error(kUnavailable, "outbound_failed")
  /// when there is no answer in time, TLS fails or the answer is over its limit; the message names
  /// host and reason, never headers or bodies. [request] [job] [event]; not in an open transaction,
  /// which it would hold up.
  virtual OutboundResponse send(const OutboundRequest& request) = 0;

 protected:
  ~HttpClient() = default;
};

}  // namespace itops
