#pragma once

#include <string>
#include <utility>

#include "itops/http_client.hpp"
#include "outbound/outbound_metrics.hpp"
#include "outbound/outbound_options.hpp"

namespace itops::outbound {

/// The HttpClient that a plugin sees: guarded, and counted under its name. References outlive it.
class PluginHttpClient final : public HttpClient {
 public:
  PluginHttpClient(std::string plugin_id, const OutboundOptions& options, OutboundMetrics& metrics)
      : plugin_id_(std::move(plugin_id)), options_(options), metrics_(metrics) {}

  /// See HttpClient::send.
  OutboundResponse send(const OutboundRequest& request) override;

 private:
  const std::string plugin_id_;
  const OutboundOptions& options_;
  OutboundMetrics& metrics_;
};

}  // namespace itops::outbound
