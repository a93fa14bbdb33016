#pragma once

#include <string>
#include <vector>

#include "itops/error.hpp"
#include "outbound/plugin_http_client.hpp"

namespace itops::test {

/// A plugin's client with the settings of a test.
struct Caller {
  /// @param allowed entries of outbound.allow
  explicit Caller(const std::vector<std::string>& allowed) {
    options.allow = outbound::AllowList(allowed);
  }

  OutboundResponse get(const std::string& url) { return client.send({.url = url}); }

  /// Code and public message of a call that must fail.
  std::string failureOf(const OutboundRequest& request) {
    try {
      client.send(request);
    } catch (const Error& error) {
      detail = error.logDetail();
      return error.code() + ": " + error.what();
    }
    return "it was answered";
  }
  std::string failureAt(const std::string& url) { return failureOf(OutboundRequest{.url = url}); }

  outbound::OutboundOptions options;
  MetricsRegistry registry;
  outbound::OutboundMetrics metrics{registry};
  outbound::PluginHttpClient client{"portal", options, metrics};
  std::string detail;  ///< of the last failure, for the log
};

inline const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

}  // namespace itops::test
