#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/client_address.hpp"
#include "http/request_id.hpp"
#include "http/request_parser.hpp"
#include "http/route_table.hpp"
#include "http/server_options.hpp"
#include "http/target.hpp"
#include "http/trusted_proxies.hpp"
#include "itops/router.hpp"

namespace itops::http {

/// One request on its way through the server, with its own copy of everything that was read, so
/// that it outlives the connection when a worker still needs it. Owned by the connection, then by
/// the worker, then by the loop again, which reuses it. One thread at a time.
class Exchange final : public Request {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  /// Makes it ready for the next request and gives back buffers that grew large.
  void reset();

  /// Called first for each request, also for one whose head turns out to be broken.
  void begin(const ClientAddress& client, TimePoint started, RequestIdSource& ids);

  /// Parses a complete head, which is copied. A problem means that the connection must end.
  std::optional<Problem> readHead(std::string_view head, const ServerOptions& options);

  /// Makes the client whom trusted proxies tell of the one of this request.
  void findClient(const TrustedProxies& proxies);

  /// Takes body bytes; those behind the request stay unconsumed.
  RequestParser::BodyStep readBody(std::string_view input);

  /// Finds the route and decodes the path's parameters.
  RouteMatch::Kind findRoute(const RouteTable& routes);

  void setPrincipal(std::shared_ptr<const Principal> principal) {
    principal_ = std::move(principal);
  }
  void setReceivedAt(Timestamp received_at) { received_at_ = received_at; }

  /// Makes the text of the complete body fit to be stored; see `repairedBody`.
  void repairBody();

  const RequestHead& head() const { return head_; }
  const RouteMatch& match() const { return match_; }
  /// The route that was found, also when it isn't called; null without one.
  const RegisteredRoute* route() const { return match_.route; }
  const ClientAddress& client() const { return client_; }
  TimePoint started() const { return started_; }
  std::string_view rawPath() const { return target_.raw_path; }
  bool bodyComplete() const { return parser_.complete(); }

  Method method() const override;
  std::string_view path() const override { return path_; }
  std::string_view parameter(std::string_view name) const override;
  std::optional<std::string> query(std::string_view name) const override;
  std::optional<std::string_view> header(std::string_view name) const override;
  std::string_view body() const override { return body_; }
  std::string_view requestId() const override { return request_id_; }
  const Principal& principal() const override;
  Timestamp receivedAt() const override { return received_at_; }
  std::string_view clientAddress() const override;
  bool bodyWasRepaired() const override { return body_was_repaired_; }

 private:
  std::string head_text_;
  std::string body_;
  std::string decoded_path_;
  std::string_view path_;
  std::string request_id_;
  std::vector<std::string> parameters_;
  RequestHead head_;
  Target target_;
  RequestParser parser_;
  RouteMatch match_;
  ClientAddress client_;
  mutable std::string client_text_;             ///< made when somebody asks
  std::shared_ptr<const Principal> principal_;  ///< null for nobody; shared with the authenticator
  Timestamp received_at_{};
  TimePoint started_{};
  bool body_was_repaired_ = false;
};

}  // namespace itops::http
