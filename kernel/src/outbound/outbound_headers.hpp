#pragma once

#include "itops/http_client.hpp"
#include "outbound/curl_handle.hpp"

namespace itops::outbound {

/// The header lines of a call, as libcurl wants them: the plugin's own, its token, and the type of
/// a body. Throws Error(kInvalid, "outbound_header") for a line that would break the request or
/// that is the kernel's. The message repeats none of them. [any]
CurlList headerLines(const OutboundRequest& request);

}  // namespace itops::outbound
