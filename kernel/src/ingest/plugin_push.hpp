#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/idempotency_key.hpp"
#include "ingest/observed_at.hpp"
#include "ingest/push_result.hpp"
#include "ingest/service_path.hpp"
#include "ingest/warning.hpp"
#include "itops/push.hpp"
#include "itops/router.hpp"

namespace itops::ingest {

/// A push endpoint of a plugin, as it was registered.
struct PluginEndpoint {
  PushRoute route;
  std::shared_ptr<PushEndpoint> endpoint;
};

/// A push that a plugin stores, on its way.
struct PluginPush {
  std::shared_ptr<const PluginEndpoint> endpoint;
  PushAddress address;
  ServicePath path;  ///< of a push about a service
  std::unique_ptr<PushReport> report;
  std::optional<std::string> name_space;  ///< field `namespace` of a push about a service
  ObservedAt observed;
  Timestamp received_at;
  bool may_create = true;
  std::optional<IdempotencyKey> key;
  Warnings warnings;  ///< of decoding
  std::string request_id;
  Responder responder;

  bool isAboutService() const { return address.kind == PushAddress::Kind::kService; }
};

/// Decodes a request by the rules of docs/push.md and the endpoint's own. Throws Error(kInvalid)
/// only for what is no JSON object. The responder is left to the caller. [request]
PluginPush decodePluginPush(const Request& request, std::shared_ptr<const PluginEndpoint> endpoint,
                            const TimeLimits& limits);

/// The answer to a push that was stored or repeated. @param warnings of decoding and of the
/// endpoint
PushAnswer answerFor(const PluginPush& push, const PushResult& result, const Warnings& warnings);

}  // namespace itops::ingest
