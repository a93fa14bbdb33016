#pragma once

#include <optional>
#include <string>
#include <vector>

#include "itops/logger.hpp"
#include "itops/plugin.hpp"
#include "itops/router.hpp"
#include "itops/testing/request.hpp"

namespace itops::test {

/// A router that is called without sockets. It checks routes as the kernel does when they are added
/// (path, prefix, permission, documentation, twice the same) and answers a call as the kernel
/// would: 404 and 405 for what is not there, 401 and 403 by the route's access, problem documents
/// for exceptions. Schema texts are not read; itops-plugin-check reads them. One thread at a time.
class FakeRouter final : public Router {
 public:
  /// @param logger takes the details of failed requests. Both outlive this object.
  FakeRouter(const PluginInfo& info, Logger& logger) : info_(info), logger_(logger) {}

  /// See Router::add. Throws also Error(kInvalid, "permission_undeclared") and Error(kInvalid,
  /// "route_invalid").
  void add(Route route) override;

  /// Sends a request to the route that fits and gives its answer. Never throws what a handler
  /// throws. A deferred handler must have answered when it returns, or std::logic_error is thrown.
  Response call(const RequestBuilder& request) const;

  /// What was added, in that order.
  const std::vector<Route>& routes() const { return routes_; }

 private:
  const Route* match(RequestData& data, std::string& allowed) const;
  std::optional<Response> refuseAccess(const Route& route, const FakeRequest& request) const;
  Response run(const Route& route, const FakeRequest& request) const;

  const PluginInfo& info_;
  Logger& logger_;
  std::vector<Route> routes_;
};

}  // namespace itops::test
