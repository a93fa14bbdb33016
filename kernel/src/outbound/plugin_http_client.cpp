#include "outbound/plugin_http_client.hpp"

#include "itops/error.hpp"
#include "outbound/outbound_call.hpp"

namespace itops::outbound {

OutboundResponse PluginHttpClient::send(const OutboundRequest& request) {
  const OutboundUrl url(request.url);
  const auto started = std::chrono::steady_clock::now();
  const auto count = [&](const std::string& outcome) {
    metrics_.count(plugin_id_, url.host(), outcome, std::chrono::steady_clock::now() - started);
  };
  try {
    OutboundResponse response = call(options_, url, request);
    count(std::to_string(response.status / 100) + "xx");
    return response;
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::kForbidden) count("refused");
    if (error.kind() == ErrorKind::kUnavailable) count("failed");
    throw;
  }
}

}  // namespace itops::outbound
