#pragma once

#include "itops/http_client.hpp"
#include "outbound/outbound_options.hpp"
#include "outbound/outbound_url.hpp"

namespace itops::outbound {

/// One call: looks the host up, refuses addresses that are not allowed, connects to the very
/// address that was checked, sends, and takes the answer within its limits. Blocks. [request] [job]
/// [event]
///
/// Throws as HttpClient::send() does, but for a wrong URL; and Error(kInvalid, "outbound_header")
/// for a header that would break the request or that is the kernel's: Host, Content-Length,
/// Transfer-Encoding, Connection, Expect.
OutboundResponse call(const OutboundOptions& options, const OutboundUrl& url,
                      const OutboundRequest& request);

}  // namespace itops::outbound
